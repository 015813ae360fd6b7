using AiGateway.Client.Context;
using AiGateway.Client.Governance;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Tests.Governance;

/// <summary>A client with policies over a provider that is made by the test, and what that provider was sent.</summary>
internal sealed class GovernedClient
{
    private readonly ChatResponseUpdate[] _answer;

    public GovernedClient(Action<GovernanceOptions> configure, params ChatResponseUpdate[] answer)
    {
        _answer = answer.Length == 0 ? [FakeChatClient.Text("fine"), FakeChatClient.Finish()] : answer;
        Client = new ChatClientBuilder(Provider()).UseGatewayEntry().UseGovernance(configure).Build();
    }

    public FakeChatClient Inner { get; private set; } = null!;

    public IChatClient Client { get; }

    public int Calls { get; private set; }

    public List<ChatMessage> Sent { get; private set; } = [];

    public ChatOptions? SentOptions { get; private set; }

    public GatewayResult? Result { get; private set; }

    /// <summary>Gets what a reader of a stream had before it ended or failed.</summary>
    public string Delivered { get; private set; } = "";

    /// <summary>A provider that says a text in pieces of a length.</summary>
    public static GovernedClient Says(Action<GovernanceOptions> configure, string text, int pieces = 4) =>
        new(configure, [.. text.Chunk(pieces).Select(piece => FakeChatClient.Text(new string(piece))), FakeChatClient.Finish()]);

    public Task<ChatResponse> AskAsync(string text, bool streamed, GatewayChatOptions? options = null) => AskAsync([new ChatMessage(ChatRole.User, text)], streamed, options);

    public async Task<ChatResponse> AskAsync(IEnumerable<ChatMessage> messages, bool streamed, GatewayChatOptions? options = null)
    {
        options ??= new GatewayChatOptions();
        options.OnCompleted = result => Result = result;
        Delivered = "";
        if (!streamed)
        {
            return await Client.GetResponseAsync(messages, options);
        }

        List<ChatResponseUpdate> updates = [];
        await foreach (var update in Client.GetStreamingResponseAsync(messages, options))
        {
            updates.Add(update);
            Delivered += update.Text;
        }

        return updates.ToChatResponse();
    }

    public async Task<string> DenyAsync(string text, bool streamed, GatewayChatOptions? options = null) => await DenyAsync([new ChatMessage(ChatRole.User, text)], streamed, options);

    /// <summary>Asks for what must be refused.</summary>
    public async Task<string> DenyAsync(IEnumerable<ChatMessage> messages, bool streamed, GatewayChatOptions? options = null)
    {
        PolicyDeniedException? refused = null;
        try
        {
            await AskAsync(messages, streamed, options);
        }
        catch (PolicyDeniedException exception)
        {
            refused = exception;
        }

        Assert.That(refused, Is.Not.Null, "nothing was refused");
        Assert.That(refused!.Result!.Outcome, Is.EqualTo(GatewayOutcome.Rejected));
        Assert.That(refused.Message, Is.EqualTo($"A policy refuses this: {refused.ReasonCode}."));
        Assert.That(Inner.OpenStreams, Is.Zero);
        return refused.ReasonCode;
    }

    private FakeChatClient Provider() => Inner = new FakeChatClient
    {
        OnResponse = (messages, options, _) =>
        {
            Record(messages, options);
            return Task.FromResult(_answer.ToChatResponse());
        },
        OnStream = (messages, options, _) =>
        {
            Record(messages, options);
            return FakeChatClient.Stream(_answer);
        },
    };

    private void Record(IEnumerable<ChatMessage> messages, ChatOptions? options)
    {
        Calls++;
        Sent = [.. messages];
        SentOptions = options;
    }
}
