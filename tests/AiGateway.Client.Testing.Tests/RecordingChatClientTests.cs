using System.Collections.Concurrent;
using AiGateway.Client.Pipeline;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace AiGateway.Client.Testing.Tests;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class RecordingChatClientTests
{
    private readonly IChatClient _inner = new Simulated().Client(Simulated.Options());

    [Test]
    public async Task Calls_OfEitherKind_AreRecordedInOrder()
    {
        using var recording = new RecordingChatClient(_inner);
        await recording.GetResponseAsync("first", new ChatOptions { ModelId = "m" });
        await recording.GetStreamingResponseAsync("second").ToChatResponseAsync();
        Assert.That(recording.Calls.Select(call => (call.Messages.Single().Text, call.Options?.ModelId, call.Streamed)),
            Is.EqualTo(new[] { ("first", "m", false), ("second", null, true) }));
    }

    [Test]
    public async Task Calls_MessagesAndOptionsChangedAfterwards_KeepWhatWasSent([Values] bool streamed)
    {
        using var recording = new RecordingChatClient(_inner);
        List<ChatMessage> messages = [new(ChatRole.User, "as sent")];
        var options = new ChatOptions { ModelId = "as sent", StopSequences = ["as sent"] };
        await CallAsync(recording, streamed, messages, options);
        messages[0].Contents[0] = new TextContent("changed");
        messages[0].Contents.Add(new TextContent("added"));
        messages.Add(new ChatMessage(ChatRole.User, "added"));
        options.ModelId = "changed";
        options.StopSequences.Add("added");
        var call = recording.Calls.Single();
        Assert.That(call.Messages.Select(message => message.Text), Is.EqualTo(new[] { "as sent" }));
        Assert.That((call.Options!.ModelId, call.Options.StopSequences!.Count), Is.EqualTo(("as sent", 1)));
    }

    [Test]
    public async Task Calls_LazyMessages_AreEnumeratedOnce([Values] bool streamed)
    {
        using var recording = new RecordingChatClient(_inner);
        var enumerations = 0;
        IEnumerable<ChatMessage> Lazy()
        {
            enumerations++;
            yield return new ChatMessage(ChatRole.User, "Hi");
        }

        await CallAsync(recording, streamed, Lazy(), null);
        Assert.That((enumerations, recording.Calls.Single().Messages.Count), Is.EqualTo((1, 1)));
    }

    [Test]
    public async Task Responses_OfPlainCalls_AreRecorded()
    {
        using var recording = new RecordingChatClient(_inner);
        var response = await recording.GetResponseAsync("Hi");
        Assert.That(recording.Responses.Single(), Is.SameAs(response));
        Assert.That(recording.Updates, Is.Empty);
    }

    [Test]
    public async Task Updates_OfStreams_AreRecordedAsFarAsTheyWereRead()
    {
        using var recording = new RecordingChatClient(_inner);
        await foreach (var update in recording.GetStreamingResponseAsync("Hi"))
        {
            if (update.Text == "4567")
            {
                break;
            }
        }

        Assert.That(recording.Updates.Select(update => update.Text), Is.EqualTo(new[] { "", "0123", "4567" }));
        Assert.That(recording.Responses, Is.Empty);
    }

    [Test]
    public async Task Calls_ThatFail_AreRecordedWithoutAnAnswer([Values] bool streamed)
    {
        using var recording = new RecordingChatClient(new Simulated().Client(Simulated.Options(new SimulatedFaultOptions())));
        await Assert.ThrowsAsync<SimulatedProviderException>(() => CallAsync(recording, streamed, [new(ChatRole.User, "Hi")], null));
        Assert.That((recording.Calls.Count, recording.Responses.Count, recording.Updates.Count), Is.EqualTo((1, 0, 0)));
    }

    [Test]
    public async Task Calls_OfAStreamNeverRead_AreNotRecorded()
    {
        using var recording = new RecordingChatClient(_inner);
        var stream = recording.GetStreamingResponseAsync("Hi");
        Assert.That(recording.Calls, Is.Empty);
        await stream.ToChatResponseAsync();
        Assert.That(recording.Calls, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Calls_WithAQueueOfTheTests_AreKeptOverReloads([Values] bool streamed)
    {
        ConcurrentQueue<RecordedCall> calls = new();
        await using var gateway = new TestGateway(configure: builder => builder.AddDecorator(GatewayStage.Attempt, (inner, _) => new RecordingChatClient(inner, calls)));
        await Simulated.Call(gateway.Client, streamed, "before");
        gateway.Reload("Routes:chat:Targets:main:Model", "model-c");
        await Simulated.Call(gateway.Client, streamed, "after");
        Assert.That(calls.Select(call => (call.Messages.Single().Text, call.Options!.ModelId)), Is.EqualTo(new[] { ("before", "model-a"), ("after", "model-c") }));
    }

    [Test]
    public async Task ToString_OfARecordedCall_HoldsNoPrompt()
    {
        using var recording = new RecordingChatClient(_inner);
        await recording.GetResponseAsync("secret prompt");
        Assert.That(recording.Calls.Single().ToString(), Is.EqualTo("RecordedCall"));
    }

    private static Task<ChatResponse> CallAsync(IChatClient client, bool streamed, IEnumerable<ChatMessage> messages, ChatOptions? options) =>
        streamed ? client.GetStreamingResponseAsync(messages, options).ToChatResponseAsync() : client.GetResponseAsync(messages, options);
}
