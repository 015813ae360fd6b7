using Microsoft.Extensions.AI;

namespace AiGateway.Client.Testing.Tests;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class SimulatedAnswerTests
{
    private readonly Simulated _simulated = new();

    [Test]
    public async Task GetResponseAsync_ByDefault_NamesModelAndProvider([Values] bool streamed)
    {
        var response = await Simulated.Call(_simulated.Client(new SimulatedProviderOptions(), "m-1", "sim-a"), streamed);
        Assert.That(response.Text, Is.EqualTo("This is a simulated answer by m-1 of sim-a."));
    }

    [Test]
    public async Task GetResponseAsync_Placeholders_AreReplacedWhereverTheyStand([Values] bool streamed)
    {
        var options = new SimulatedProviderOptions { Answer = "{model}/{provider}/{model}/{other}/{Model}" };
        var response = await Simulated.Call(_simulated.Client(options, "m-1", "sim-a"), streamed);
        Assert.That(response.Text, Is.EqualTo("m-1/sim-a/m-1/{other}/{Model}"));
    }

    [Test]
    public async Task GetResponseAsync_EveryAnswer_IsCompleteAndIdentified([Values] bool streamed)
    {
        var response = await Simulated.Call(_simulated.Client(Simulated.Options()), streamed);
        Assert.That((response.FinishReason, response.ModelId, response.ResponseId), Is.EqualTo(((ChatFinishReason?)ChatFinishReason.Stop, "model", "simulated-1")));
        Assert.That(response.Messages.Select(message => (message.Role, message.MessageId)), Is.EqualTo(new[] { (ChatRole.Assistant, "simulated-1") }));
    }

    [Test]
    public async Task GetResponseAsync_TokenCounts_AreOneForEveryFourCharactersRoundedUp([Values] bool streamed)
    {
        var response = await Simulated.Call(_simulated.Client(Simulated.Options()), streamed, prompt: "12345");
        Assert.That(Tokens(response), Is.EqualTo((2L, 3L, 5L)));
    }

    [Test]
    public async Task GetResponseAsync_TokenCounts_SumUpEveryMessage([Values] bool streamed)
    {
        ChatMessage[] messages = [new(ChatRole.System, "12345"), new(ChatRole.User, "6789")];
        var client = _simulated.Client(Simulated.Options());
        var response = streamed ? await client.GetStreamingResponseAsync(messages).ToChatResponseAsync() : await client.GetResponseAsync(messages);
        Assert.That(response.Usage!.InputTokenCount, Is.EqualTo(3));
    }

    [Test]
    public async Task GetResponseAsync_TokenCountsConfigured_AreReported([Values] bool streamed)
    {
        var options = Simulated.Options();
        (options.InputTokens, options.OutputTokens) = (700, 0);
        Assert.That(Tokens(await Simulated.Call(_simulated.Client(options), streamed)), Is.EqualTo((700L, 0L, 700L)));
    }

    [Test]
    public async Task GetStreamingResponseAsync_Updates_AreARoleThenChunksThenUsageWithTheFinishReason()
    {
        var (updates, exception) = await Simulated.ReadAsync(_simulated.Client(Simulated.Options()));
        Assert.That(exception, Is.Null);
        Assert.That(updates.Select(update => update.Text), Is.EqualTo(new[] { "", "0123", "4567", "89", "" }));
        Assert.That((updates[0].Role, updates[0].Contents.Count), Is.EqualTo(((ChatRole?)ChatRole.Assistant, 0)));
        Assert.That(updates[^1].Contents.Single(), Is.TypeOf<UsageContent>());
        Assert.That(updates[^1].FinishReason, Is.EqualTo(ChatFinishReason.Stop));
        Assert.That(updates.SkipLast(1).Select(update => update.FinishReason), Is.All.Null);
        Assert.That(updates.Select(update => (update.ResponseId, update.ModelId)), Is.All.EqualTo(("simulated-1", "model")));
    }

    [TestCase(1, 10)]
    [TestCase(5, 2)]
    [TestCase(10, 1)]
    [TestCase(int.MaxValue, 1)]
    public async Task GetStreamingResponseAsync_ChunkSize_DividesTheAnswer(int size, int chunks)
    {
        var options = Simulated.Options();
        options.ChunkSize = size;
        var (updates, _) = await Simulated.ReadAsync(_simulated.Client(options));
        Assert.That(updates.Count(update => update.Text.Length > 0), Is.EqualTo(chunks));
        Assert.That(string.Concat(updates.Select(update => update.Text)), Is.EqualTo(Simulated.Answer));
    }

    [Test]
    public async Task GetResponseAsync_EmptyAnswer_IsACompleteAnswer([Values] bool streamed)
    {
        var response = await Simulated.Call(_simulated.Client(new SimulatedProviderOptions { Answer = "" }), streamed);
        Assert.That((response.Text, response.FinishReason, response.Usage!.OutputTokenCount), Is.EqualTo(("", (ChatFinishReason?)ChatFinishReason.Stop, 0L)));
    }

    [Test]
    public async Task GetResponseAsync_CancelledBefore_AnswersNothing([Values] bool streamed)
    {
        using var source = new CancellationTokenSource();
        await source.CancelAsync();
        Assert.That(async () => await Simulated.Call(_simulated.Client(Simulated.Options()), streamed, token: source.Token), Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public void GetService_KnownTypes_AreFound()
    {
        var client = _simulated.Client(Simulated.Options());
        var metadata = client.GetService<ChatClientMetadata>()!;
        Assert.That((metadata.ProviderName, metadata.DefaultModelId), Is.EqualTo(("simulated", "model")));
        Assert.That(client.GetService<IChatClient>(), Is.SameAs(client));
        Assert.That((client.GetService<IDisposable>("key"), client.GetService<string>()), Is.EqualTo(((IDisposable?)null, (string?)null)));
    }

    private static (long? Input, long? Output, long? Total) Tokens(ChatResponse response) =>
        (response.Usage!.InputTokenCount, response.Usage.OutputTokenCount, response.Usage.TotalTokenCount);
}
