using AiGateway.Client.Context;
using AiGateway.Client.Metering;
using AiGateway.Client.Providers;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace AiGateway.Client.Tests.Metering;

public sealed class MeteringChatClientTests
{
    private static readonly UsageDetails Reported = new() { InputTokenCount = 1000, OutputTokenCount = 100, TotalTokenCount = 1100 };

    private static readonly ChatOptions Options = new() { ModelId = "gpt-4.1" };

    [Test]
    public async Task UseMetering_OnAnyClient_MetersItsCalls([Values] bool streamed)
    {
        var (client, sink) = Metered(new FakeChatClient
        {
            OnResponse = (_, _, _) => Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, "Hello")) { Usage = Reported, ModelId = "gpt-4.1" }),
            OnStream = (_, _, _) => FakeChatClient.Stream(new ChatResponseUpdate(ChatRole.Assistant, "Hello") { ModelId = "gpt-4.1" }, new(ChatRole.Assistant, [new UsageContent(Reported)])),
        });
        await Call(client, streamed);
        var record = sink.Records.Single();
        Assert.That((record.Outcome, record.Status, record.Cost), Is.EqualTo((GatewayOutcome.Succeeded, UsageStatus.Exact, 0.0028m)));
        Assert.That((record.RequestId, record.Route, record.Target), Is.EqualTo(("", "", "")));
    }

    [Test]
    public async Task UseMetering_CallThatFails_CostsNothing([Values] bool streamed)
    {
        var (client, sink) = Metered(new FakeChatClient
        {
            OnResponse = (_, _, _) => throw new HttpRequestException("refused"),
            OnStream = (_, _, _) => throw new HttpRequestException("refused"),
        });
        await Assert.ThatAsync(() => Call(client, streamed), Throws.InstanceOf<HttpRequestException>());
        Assert.That(sink.Records, Is.Empty);
    }

    [Test]
    public async Task UseMetering_StreamThatIsCut_CostsWhatWasReceived()
    {
        var (client, sink) = Metered(new FakeChatClient { OnStream = (_, _, _) => Cut() });
        await Assert.ThatAsync(() => Call(client, streamed: true), Throws.InstanceOf<IOException>());
        Assert.That((sink.Records.Single().Outcome, sink.Records.Single().Status), Is.EqualTo((GatewayOutcome.Failed, UsageStatus.Estimated)));
        Assert.That(sink.Records.Single().Usage.Output, Is.EqualTo(2));
    }

    [Test]
    public async Task UseMetering_StreamThatIsLeft_CostsWhatWasReceived()
    {
        var (client, sink) = Metered(new FakeChatClient { OnStream = (_, _, _) => FakeChatClient.Stream(FakeChatClient.Text("Hello there"), FakeChatClient.Text("more"), FakeChatClient.Finish()) });
        await foreach (var _ in client.GetStreamingResponseAsync("Hi", Options))
        {
            break;
        }

        Assert.That((sink.Records.Single().Outcome, sink.Records.Single().Status, sink.Records.Single().Cost > 0), Is.EqualTo((GatewayOutcome.Abandoned, UsageStatus.Estimated, true)));
    }

    [Test]
    public async Task UseMetering_CancelledCall_CostsThePrompt([Values] bool streamed)
    {
        var (client, sink) = Metered(new FakeChatClient
        {
            OnResponse = (_, _, token) => Task.FromCanceled<ChatResponse>(token),
            OnStream = (_, _, token) => Cancelled(token),
        });
        await Assert.ThatAsync(() => Call(client, streamed, new CancellationToken(true)), Throws.InstanceOf<OperationCanceledException>());
        Assert.That((sink.Records.Single().Outcome, sink.Records.Single().Usage.Output), Is.EqualTo((GatewayOutcome.Cancelled, 0)));
    }

    private static (IChatClient Client, MemoryUsageSink Sink) Metered(FakeChatClient inner)
    {
        var sink = new MemoryUsageSink();
        var services = new ServiceCollection().AddSingleton<IUsageSink>(sink).BuildServiceProvider();
        return (inner.AsBuilder().UseMetering(new UsageProfile { Vendor = "openai" }).Build(services), sink);
    }

    private static Task<ChatResponse> Call(IChatClient client, bool streamed, CancellationToken token = default) => streamed
        ? client.GetStreamingResponseAsync("Hi", Options, token).ToChatResponseAsync(CancellationToken.None)
        : client.GetResponseAsync("Hi", Options, token);

    private static async IAsyncEnumerable<ChatResponseUpdate> Cut()
    {
        await Task.Yield();
        yield return FakeChatClient.Text("12345678");
        throw new IOException("cut");
    }

    private static async IAsyncEnumerable<ChatResponseUpdate> Cancelled([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken token)
    {
        await Task.FromCanceled(token);
        yield break;
    }
}
