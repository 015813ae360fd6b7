using System.Net;
using AiGateway.Client.Context;
using AiGateway.Client.Pipeline;
using AiGateway.Client.Resilience;
using Dashboard.Live;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace Dashboard.Tests;

/// <summary>The buttons take targets out and put them back, for this page only.</summary>
public sealed class TargetTests
{
    private static readonly Dictionary<string, string> Form = new() { ["provider"] = "anthropic", ["model"] = "claude-sonnet-4-5" };

    private TestDashboard _dashboard = null!;

    [SetUp]
    public async Task Start() => _dashboard = await TestDashboard.StartAsync();

    [TearDown]
    public async Task Stop() => await _dashboard.DisposeAsync();

    private TargetHealth Target => _dashboard.Gateway.Health.Single(target => target.Model == "claude-sonnet-4-5");

    private (string Name, string Value) Own => ("Sec-Fetch-Site", "same-origin");

    [Test]
    public async Task Isolate_Target_IsTakenOutUntilReset()
    {
        using var isolated = await _dashboard.PostAsync("/targets/isolate", Form, Own);
        Assert.That((isolated.StatusCode, isolated.Headers.Location?.ToString()), Is.EqualTo((HttpStatusCode.SeeOther, "/#targets")));
        Assert.That(Target.State, Is.EqualTo(TargetState.Isolated));
        Assert.That(await AskAsync(), Is.EqualTo("backup"));
        var page = await _dashboard.ReadAsync();
        Assert.That(page.Row("targets", "anthropic claude-sonnet-4-5")[2], Is.EqualTo("▲ Isolated"));
        Assert.That(page.Row("plans", "code")[2], Does.Contain("1. main (anthropic, claude-sonnet-4-5), passed over: isolated").Or.Contain("main (anthropic, claude-sonnet-4-5), passed over: isolated"));

        using var reset = await _dashboard.PostAsync("/targets/reset", Form, Own);
        Assert.That(Target.State, Is.EqualTo(TargetState.Available));
        Assert.That(await AskAsync(), Is.EqualTo("main"));
    }

    [Test]
    public async Task Buttons_OfTheRow_DoWhatTheySay()
    {
        var row = (await _dashboard.ReadAsync()).Section("targets").Descendants("tr").Single(element => element.Value.Contains("claude-sonnet-4-5", StringComparison.Ordinal));
        var form = row.Descendants("form").First();
        var fields = form.Elements("input").ToDictionary(input => (string)input.Attribute("name")!, input => (string)input.Attribute("value")!);

        using var answer = await _dashboard.PostAsync((string)form.Attribute("action")!, fields, Own);

        Assert.That(Target.State, Is.EqualTo(TargetState.Isolated));
        Assert.That(_dashboard.Gateway.Health.Count(target => target.State is TargetState.Isolated), Is.EqualTo(1));
    }

    [TestCase("Sec-Fetch-Site", "cross-site")]
    [TestCase("Sec-Fetch-Site", "same-site")]
    [TestCase("Origin", "http://elsewhere.example")]
    [TestCase("Origin", "null")]
    [TestCase("Accept", "*/*", TestName = "Isolate_NoOrigin_IsRefused")]
    public async Task Isolate_FromAnotherPage_IsRefused(string header, string value)
    {
        using var answer = await _dashboard.PostAsync("/targets/isolate", Form, (header, value));

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That(Target.State, Is.EqualTo(TargetState.Available));
    }

    [Test]
    public async Task Isolate_OwnOrigin_IsDone()
    {
        using var answer = await _dashboard.PostAsync("/targets/isolate", Form, ("Origin", _dashboard.Http.BaseAddress!.GetLeftPart(UriPartial.Authority)));

        Assert.That(Target.State, Is.EqualTo(TargetState.Isolated));
    }

    [Test]
    public async Task Isolate_UnknownTarget_IsNotFound()
    {
        using var answer = await _dashboard.PostAsync("/targets/isolate", new Dictionary<string, string> { ["provider"] = "anthropic", ["model"] = "nope" }, Own);

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task Page_AskedByAnotherName_IsRefused()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.Host = "elsewhere.example";
        using var answer = await _dashboard.Http.SendAsync(request);

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(_dashboard.Http.BaseAddress!.IsLoopback);
    }

    [Test]
    public async Task Reason_OfARefusal_IsKept([Values] bool streamed)
    {
        var chat = _dashboard.Services.GetRequiredService<IChatClient>();
        var secret = "sk-" + "proj-" + string.Concat(Enumerable.Repeat("aB3dE5fG7h", 4));
        Task<ChatResponse> AskAsync() => streamed ? chat.GetStreamingResponseAsync($"Why is {secret} refused?").ToChatResponseAsync() : chat.GetResponseAsync($"Why is {secret} refused?");

        Assert.That(AskAsync, Throws.InstanceOf<GatewayRejectedException>());
        Assert.That(_dashboard.Services.GetRequiredService<RequestLog>().Read().Single().Reason, Is.EqualTo("Redaction: redaction_blocked"));
        Assert.That((await _dashboard.ReadAsync()).Rows("recent").Single()[5], Is.EqualTo("Redaction: redaction_blocked; 1 × SECRET"));
    }

    private async Task<string?> AskAsync() =>
        (await _dashboard.Services.GetRequiredService<IChatClient>().GetResponseAsync("Hi", new GatewayChatOptions { Route = "code" })).GetGatewayResult().Target;
}
