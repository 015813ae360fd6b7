using AiGateway.Client.Providers;
using AiGateway.Client.Resilience;
using AiGateway.Client.Testing;
using AiGateway.Client.Wire;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace AiGateway.Client.Tests.Conformance;

/// <summary>Whose transport carries the requests, and what becomes of it.</summary>
[TestFixtureSource(typeof(WireAdapters), nameof(WireAdapters.All))]
[Parallelizable(ParallelScope.Self)]
public sealed class ConnectionConformance(WireAdapter adapter) : WireTest(adapter)
{
    [Test]
    public async Task GetResponseAsync_OneAfterTheOther_ShareConnections([Values] bool streamed)
    {
        const int Calls = 20;
        await using var gateway = Alone();
        for (var i = 0; i < Calls; i++)
        {
            await gateway.Client.AskAsync(streamed);
            await Server.Requests[i].Ended;
        }

        Assert.That(Server.Requests, Has.Count.EqualTo(Calls));
        Assert.That(Server.Connections, Is.LessThan(Calls / 4));
    }

    [Test]
    public async Task HttpClient_OfTheApplication_CarriesTheRequestsAndIsNeverDisposed([Values] bool streamed)
    {
        using var handler = new CountingHandler();
        using var http = new HttpClient(handler, disposeHandler: false);
        http.DefaultRequestHeaders.Add("X-From-Application", "yes");
        await using (var gateway = Alone(configure: (_, builder) =>
            builder.Configure(options => options.Providers["main-provider"].HttpClient = http)))
        {
            await gateway.Client.AskAsync(streamed);
        }

        Assert.That((handler.Sent, handler.Disposals), Is.EqualTo((1, 0)));
        Assert.That(Server.Requests.Single().Headers["X-From-Application"], Is.EqualTo("yes"));
        using var again = await http.GetAsync(Server.BaseAddress);
        Assert.That(handler.Sent, Is.EqualTo(2));
    }

    [Test]
    public async Task HttpClient_WithATimeoutOfItsOwn_EndsTheAttemptNotTheCall([Values] bool streamed)
    {
        Server.Script.Enqueue(WireFault.NoAnswer());
        using var http = new HttpClient { Timeout = TimeSpan.FromMilliseconds(200) };
        await using var gateway = WithBackup((_, builder) =>
            builder.Configure(options => options.Providers["main-provider"].HttpClient = http));
        var response = await gateway.Client.AskAsync(streamed);
        response.GetGatewayResult().ShouldBeAnsweredBy("backup").ShouldHaveFailedAt("main", FailureKind.Timeout);
        await AssertLetGoAsync();
    }

    [Test]
    public async Task HttpClientFactory_DefaultName_IsConfiguredByTheApplication([Values] bool streamed)
    {
        await using var gateway = Alone(configure: (services, _) =>
            services.AddHttpClient(ProviderHttp.ClientName).AddHttpMessageHandler(() => new HeaderHandler()));
        await gateway.Client.AskAsync(streamed);
        Assert.That(Server.Requests.Single().Headers["X-From-Factory"], Is.EqualTo("yes"));
    }

    [Test]
    public async Task HttpClientFactory_OtherName_IsUsedInstead([Values] bool streamed)
    {
        await using var gateway = Alone(new() { ["HttpClientName"] = "proxied" }, (services, _) =>
            services.AddHttpClient("proxied").AddHttpMessageHandler(() => new HeaderHandler()));
        await gateway.Client.AskAsync(streamed);
        Assert.That(Server.Requests.Single().Headers["X-From-Factory"], Is.EqualTo("yes"));
    }

    [Test]
    public async Task GetResponseAsync_ConcurrentCalls_AllAnswerAndNothingStaysOpen([Values] bool streamed)
    {
        const int Calls = 50;
        var gate = new WireGate();
        Server.Default = WireReply.Failing(WireFault.StallAfter(1, gate));
        await using var gateway = Alone();
        var calls = Enumerable.Range(0, Calls).Select(_ => gateway.Client.AskAsync(streamed)).ToList();
        await gate.ReachedAsync(Calls);
        gate.Open();
        var responses = await Task.WhenAll(calls);
        Assert.That(responses.Select(response => response.Text), Is.All.EqualTo("Hello, world!"));
        await Server.WhenNoRequestsAsync();
    }

    private sealed class CountingHandler() : DelegatingHandler(new SocketsHttpHandler())
    {
        public int Sent { get; private set; }

        public int Disposals { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Sent++;
            return base.SendAsync(request, cancellationToken);
        }

        protected override void Dispose(bool disposing)
        {
            Disposals++;
            base.Dispose(disposing);
        }
    }

    private sealed class HeaderHandler : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.Headers.Add("X-From-Factory", "yes");
            return base.SendAsync(request, cancellationToken);
        }
    }
}
