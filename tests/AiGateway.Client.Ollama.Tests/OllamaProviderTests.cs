using AiGateway.Client.Context;
using AiGateway.Client.Providers;
using AiGateway.Client.Resilience;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using OllamaSharp.Models.Exceptions;

namespace AiGateway.Client.Tests;

public sealed class OllamaProviderTests
{
    private const string Local = "\"Type\": \"Ollama\"";

    [Test]
    public async Task Call_Local_NeedsNoKeyAndAnswers([Values] bool streamed)
    {
        await using var host = Host(OllamaWire.Answer(streamed));
        var response = await host.AskAsync(streamed);
        Assert.That((response.Text, response.FinishReason, response.Usage?.InputTokenCount, response.Usage?.OutputTokenCount),
            Is.EqualTo(("hello", (ChatFinishReason?)ChatFinishReason.Stop, (long?)3, (long?)2)));
        Assert.That(host.Sent.Address, Is.EqualTo(new Uri("http://localhost:11434/api/chat")));
        Assert.That(host.Sent.Headers, Does.Not.ContainKey("Authorization"));
        Assert.That((bool?)host.Sent.Json["stream"], Is.EqualTo(streamed));
    }

    [TestCase("http://box:1234", "http://box:1234/api/chat")]
    [TestCase("http://box:1234/sub", "http://box:1234/sub/api/chat")]
    [TestCase("http://box:1234/sub/api/", "http://box:1234/sub/api/chat")]
    public async Task Call_ConfiguredEndpoint_KeepsItsPath(string endpoint, string address)
    {
        await using var host = Host(OllamaWire.Answer(false), Local + $", \"Endpoint\": \"{endpoint}\"");
        await host.AskAsync(false);
        Assert.That(host.Sent.Address, Is.EqualTo(new Uri(address)));
    }

    [Test]
    public async Task Call_WithKey_SendsItAsABearerToken([Values] bool streamed)
    {
        await using var host = Host(OllamaWire.Answer(streamed), Local + ", \"ApiKey\": \"configured\"");
        await host.AskAsync(streamed);
        Assert.That(host.Sent.Headers["Authorization"], Is.EqualTo("Bearer configured"));
    }

    [Test]
    public async Task Call_CustomaryVariable_IsForTheHostedServiceOnly()
    {
        Environment.SetEnvironmentVariable("OLLAMA_API_KEY", "hosted");
        try
        {
            await using var hosted = Host(OllamaWire.Answer(false), Local + ", \"Endpoint\": \"https://ollama.com\"");
            await hosted.AskAsync(false);
            Assert.That(hosted.Sent.Headers["Authorization"], Is.EqualTo("Bearer hosted"));
            await using var other = Host(OllamaWire.Answer(false), Local + ", \"Endpoint\": \"https://box.example\"");
            await other.AskAsync(false);
            Assert.That(other.Sent.Headers, Does.Not.ContainKey("Authorization"));
        }
        finally
        {
            Environment.SetEnvironmentVariable("OLLAMA_API_KEY", null);
        }
    }

    [Test]
    public async Task Call_Defaults_AreSentUnlessTheRequestHasItsOwn([Values] bool streamed)
    {
        await using var host = Host(OllamaWire.Answer(streamed), Local + ", \"ContextLength\": 16384, \"KeepAlive\": \"10m\"");
        await host.AskAsync(streamed);
        Assert.That(((int?)host.Sent.Json["options"]!["num_ctx"], (string?)host.Sent.Json["keep_alive"]), Is.EqualTo(((int?)16_384, "10m")));
        await host.AskAsync(streamed, new ChatOptions { AdditionalProperties = new() { ["num_ctx"] = 99 } });
        Assert.That(((int?)host.Sent.Json["options"]!["num_ctx"], (string?)host.Sent.Json["keep_alive"]), Is.EqualTo(((int?)99, "10m")));
    }

    [Test]
    public async Task Call_FinishedWithoutReason_HasStopped([Values] bool streamed)
    {
        await using var host = Host(OllamaWire.Answer(streamed, "\"prompt_eval_count\":3,\"eval_count\":2"));
        Assert.That((await host.AskAsync(streamed)).FinishReason, Is.EqualTo(ChatFinishReason.Stop));
    }

    [Test]
    public async Task Call_WithoutPromptCount_LeavesTheInputUnknown([Values] bool streamed)
    {
        await using var host = Host(OllamaWire.Answer(streamed, "\"done_reason\":\"stop\",\"eval_count\":2"));
        var usage = (await host.AskAsync(streamed)).Usage!;
        Assert.That((usage.InputTokenCount, usage.OutputTokenCount, usage.TotalTokenCount), Is.EqualTo(((long?)null, (long?)2, (long?)null)));
    }

    [Test]
    public async Task Call_ModelWithoutTools_IsABadRequestThatSaysSo([Values] bool streamed)
    {
        await using var host = Host(OllamaWire.Error(400, "m does not support tools"));
        Assert.That((await host.FailAsync(streamed)).Failure, Is.EqualTo(new ProviderFailure(FailureKind.BadRequest) { StatusCode = 400, ErrorCode = "tools_not_supported" }));
    }

    [Test]
    public void Classify_BadRequestOutsideTheGateway_IsOne() =>
        Assert.That(new OllamaProvider().Classify(new OllamaException("x"), null), Is.EqualTo(new ProviderFailure(FailureKind.BadRequest) { StatusCode = 400 }));

    [Test]
    public async Task Stream_CancelledBetweenLines_IsCancelledAndNotCutShort()
    {
        await using var host = Host(new StubHttp(string.Concat(Enumerable.Repeat(OllamaWire.Chunk, 3)), OllamaWire.JsonLines));
        using var cancellation = new CancellationTokenSource();
        await using var stream = host.Client.GetStreamingResponseAsync("Hi", cancellationToken: cancellation.Token).GetAsyncEnumerator();
        Assert.That(await stream.MoveNextAsync(), Is.True);
        await cancellation.CancelAsync();
        await Assert.ThatAsync(async () => { while (await stream.MoveNextAsync()) { } }, Throws.InstanceOf<OperationCanceledException>());
    }

    private static ProviderHost Host(StubHttp http, string provider = Local) => new(builder => builder.AddOllama(), provider, http);
}
