using System.Net;
using System.Net.Http.Headers;
using AiGateway.Client.Providers;
using AiGateway.Client.Resilience;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace AiGateway.Client.Tests.Providers;

public sealed class ProviderHttpTests
{
    private static readonly Uri Address = new("http://localhost/");

    [Test]
    public void CreateHandler_Redirects_AreNotFollowed()
    {
        using var handler = ProviderHttp.CreateHandler();
        Assert.That(handler.AllowAutoRedirect, Is.False);
    }

    [Test]
    public async Task Send_HeadersOfAdapterAndConfiguration_ReplaceTheSdksAndConfigurationWins()
    {
        HttpRequestHeaders? seen = null;
        using var application = new HttpClient(new StubHandler(request =>
        {
            seen = request.Headers;
            return new HttpResponseMessage();
        }));
        var options = new ProviderOptions { HttpClient = application, Headers = { ["B"] = "configured" } };
        using var client = ProviderHttp.CreateClient(Context(options), (_, _) => { }, null, [new("A", "adapter"), new("B", "adapter")]);
        using var request = new HttpRequestMessage(HttpMethod.Get, Address) { Headers = { { "A", "sdk" }, { "B", "sdk" }, { "C", "sdk" } } };
        using var response = await client.SendAsync(request);
        Assert.That(seen!.Select(header => $"{header.Key}={string.Join(',', header.Value)}"), Is.EquivalentTo(new[] { "A=adapter", "B=configured", "C=sdk" }));
    }

    [TestCase("text/event-stream", "data: {\"error\":{\"code\":\"server_error\"}}\n\n")]
    [TestCase("application/x-ndjson", "{\"error\":\"model crashed\"}\n")]
    [TestCase("application/json", "{\n  \"error\": { \"code\": 503, \"message\": \"x\" }\n}")]
    public async Task Read_ErrorInsideASuccess_IsCaptured(string mediaType, string body)
    {
        var capture = CapturedAttempt.Begin();
        using var client = Client(new StringContent(body, new MediaTypeHeaderValue(mediaType)));
        Assert.That(await client.GetStringAsync(Address), Is.EqualTo(body));
        Assert.That(capture.Error, Is.Not.Null);
        Assert.That(capture.Classify(new FakeTimeProvider())?.Kind, Is.AnyOf(FailureKind.ServerError, FailureKind.Overloaded));
    }

    [TestCase("application/json", "{\"error\":null,\"text\":\"the \\\"error\\\": was mine\"}")]
    [TestCase("text/html", "{\"error\":\"x\"}")]
    public async Task Read_NoErrorInsideASuccess_CapturesNone(string mediaType, string body)
    {
        var capture = CapturedAttempt.Begin();
        using var client = Client(new StringContent(body, new MediaTypeHeaderValue(mediaType)));
        await client.GetStringAsync(Address);
        Assert.That(capture.Error, Is.Null);
        Assert.That(capture.Classify(new FakeTimeProvider()), Is.Null);
    }

    [Test]
    public async Task Read_AnswerTooLongToBeAnError_IsPassedOver()
    {
        var capture = CapturedAttempt.Begin();
        using var client = Client(new StringContent("{\"text\":\"" + new string('x', 20_000) + "\",\"error\":\"x\"}", new MediaTypeHeaderValue("application/json")));
        await client.GetStringAsync(Address);
        Assert.That(capture.Error, Is.Null);
    }

    [Test]
    public async Task Read_SilentBodyAndAReaderWithoutToken_EndsWithTheAttempt([Values("text/event-stream", "application/x-ndjson", "application/json")] string mediaType)
    {
        using var attempt = new CancellationTokenSource();
        CapturedAttempt.Begin(attempt.Token);
        using var body = new SilentStream();
        using var client = Client(new StreamContent(body) { Headers = { ContentType = new(mediaType) } });
        using var response = await client.GetAsync(Address, HttpCompletionOption.ResponseHeadersRead);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
        var line = reader.ReadLineAsync();
        Assert.That(line.IsCompleted, Is.False);
        await attempt.CancelAsync();
        await Assert.ThrowsAsync<TaskCanceledException>(() => line);
    }

    [Test]
    public async Task Read_SilentBodyAndAReaderWithAToken_EndsWithEither([Values] bool byReader)
    {
        using var attempt = new CancellationTokenSource();
        using var own = new CancellationTokenSource();
        CapturedAttempt.Begin(attempt.Token);
        using var body = new SilentStream();
        using var client = Client(new StreamContent(body) { Headers = { ContentType = new("text/event-stream") } });
        using var response = await client.GetAsync(Address, HttpCompletionOption.ResponseHeadersRead);
        await using var stream = await response.Content.ReadAsStreamAsync();
        var read = stream.ReadAsync(new byte[8], own.Token).AsTask();
        await (byReader ? own : attempt).CancelAsync();
        await Assert.ThrowsAsync<TaskCanceledException>(() => read);
    }

    [Test]
    public async Task Reload_ReplacedProvider_DisposesItsHttpClientAndLeavesTheApplicationsAlone()
    {
        List<HttpClient> made = [];
        using var application = new HttpClient(new StubHandler(_ => new HttpResponseMessage()));
        await using var gateway = new TestGateway(DependencyInjection.AddAiGatewayTests.FakeRoute, builder => builder
            .Configure(options => options.Providers.Values.Single().HttpClient = application)
            .AddProvider("Fake", (context, _) =>
            {
                made.Add(ProviderHttp.CreateClient(context, (_, _) => { }, null));
                return new FakeChatClient();
            }));
        await gateway.Client.GetResponseAsync("Hi");
        await made[0].GetStringAsync(Address);
        gateway.Reload(DependencyInjection.AddAiGatewayTests.FakeRoute.Replace("\"m\"", "\"n\"", StringComparison.Ordinal));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => made[0].GetStringAsync(Address));
        await application.GetStringAsync(Address);
        await made[1].GetStringAsync(Address);
    }

    private static HttpClient Client(HttpContent content)
    {
        var application = new HttpClient(new StubHandler(_ => new HttpResponseMessage(HttpStatusCode.OK) { Content = content }));
        return ProviderHttp.CreateClient(Context(new ProviderOptions { HttpClient = application }), (_, _) => { }, null);
    }

    private static ProviderContext Context(ProviderOptions options) =>
        new("p", "AiGateway:Providers:p", options, new ServiceCollection().BuildServiceProvider());

    private sealed class StubHandler(Func<HttpRequestMessage, HttpResponseMessage> respond) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => Task.FromResult(respond(request));
    }

    private sealed class SilentStream : MemoryStream
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            return 0;
        }
    }
}
