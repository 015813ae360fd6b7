using AiGateway.Client.Providers;
using AiGateway.Client.Resilience;
using AiGateway.Client.Routing;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AiGateway.Client.Tests.Providers;

public sealed class DroppedOptionsTests
{
    private static readonly ChatOptions Dropped = new() { TopK = 41_907, Seed = 73_550_122, Temperature = 0.5f };

    private readonly FakeChatClient _fake = new();

    [Test]
    public async Task Call_Warn_SendsAndSaysItOncePerTargetAndOptionEvenAfterAReload([Values] bool streamed)
    {
        await using var gateway = Gateway(null);
        await AskAsync(gateway.Client, Dropped, streamed);
        await AskAsync(gateway.Client, Dropped, streamed);
        gateway.Reload(Json(null).Replace("\"chat\"", "\"talk\"", StringComparison.Ordinal));
        var response = await AskAsync(gateway.Client, Dropped, streamed);
        var warnings = gateway.Log.Entries.Where(entry => entry.Id.Name == "OptionDropped").ToList();
        Assert.That(response.Text, Is.EqualTo("fake"));
        Assert.That(warnings.Select(warning => (warning.Id.Id, warning.Level)), Is.All.EqualTo((4000, LogLevel.Warning)));
        Assert.That(warnings.Select(warning => warning.Text), Is.EquivalentTo(new[]
        {
            "Target main (p, model-a) does not pass on the option TopK: requests that set it are answered as if they had not. This is said once",
            "Target main (p, model-a) does not pass on the option Seed: requests that set it are answered as if they had not. This is said once",
        }));
    }

    [Test]
    public async Task Call_Reject_FailsAsABadRequestThatNamesTheOptionsAndNoValue([Values] bool streamed)
    {
        var calls = 0;
        var fake = new FakeChatClient
        {
            OnResponse = (_, _, _) => { calls++; return Task.FromResult(FakeChatClient.Answer("x")); },
            OnStream = (_, _, _) => { calls++; return FakeChatClient.Stream(FakeChatClient.Text("x"), FakeChatClient.Finish()); },
        };
        await using var gateway = Gateway("Reject", fake);
        var exception = await Assert.ThrowsAsync<TargetRefusedException>(() => AskAsync(gateway.Client, Dropped, streamed));
        Assert.That(exception!.Failure, Is.EqualTo(new ProviderFailure(FailureKind.BadRequest) { ErrorCode = "option_not_supported" }));
        Assert.That(exception.InnerException!.Message, Is.EqualTo(
            "Provider 'p' does not pass on these options to model 'model-a': TopK, Seed. Leave them out, choose another target, or set DroppedOptions of the provider to Warn."));
        Assert.That(exception.ToString(), Does.Not.Contain("41907").And.Not.Contain("73550122"));
        Assert.That(calls, Is.Zero);
    }

    [Test]
    public async Task Call_RejectWithoutSuchOptions_IsSent([Values] bool streamed)
    {
        await using var gateway = Gateway("Reject");
        Assert.That((await AskAsync(gateway.Client, new ChatOptions { Temperature = 0.5f }, streamed)).Text, Is.EqualTo("fake"));
    }

    [Test]
    public async Task Call_Ignore_SendsAndSaysNothing([Values] bool streamed)
    {
        await using var gateway = Gateway("Ignore");
        await AskAsync(gateway.Client, Dropped, streamed);
        Assert.That(gateway.Log.Entries.Where(entry => entry.Id.Name == "OptionDropped"), Is.Empty);
    }

    [Test]
    public void Build_UnknownMode_NamesTheModes() =>
        Assert.That(TestGateway.Failures(Json("Drop"), builder => builder.Services.AddSingleton<IChatProvider>(new DroppingProvider(_fake))),
            Is.EqualTo(new[] { "AiGateway:Providers:p:DroppedOptions = 'Drop' is not one of Warn, Reject, Ignore." }));

    private static Task<ChatResponse> AskAsync(IChatClient client, ChatOptions options, bool streamed) => streamed
        ? client.GetStreamingResponseAsync("Hi", options).ToChatResponseAsync()
        : client.GetResponseAsync("Hi", options);

    private static string Json(string? mode) => $$"""
        { "AiGateway": {
            "Providers": { "p": { "Type": "Dropping"{{(mode is null ? "" : $", \"DroppedOptions\": \"{mode}\"")}} } },
            "Routes": { "chat": { "Targets": { "main": { "Provider": "p", "Model": "model-a" } } } } } }
        """;

    private TestGateway Gateway(string? mode, FakeChatClient? fake = null) =>
        new(Json(mode), builder => builder.Services.AddSingleton<IChatProvider>(new DroppingProvider(fake ?? _fake)));
}
