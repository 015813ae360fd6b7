using AiGateway.Client.Context;
using AiGateway.Client.Redaction;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Tests.Redaction;

/// <summary>A client with redaction over a provider that is made by the test, and what that provider was sent.</summary>
internal sealed class RedactionTest
{
    public const string Key = "a key for tests, of no use elsewhere";
    public const string Email = "alice@example.org";

    public static readonly string Card = string.Join(' ', "4111", "1111", "1111", "1111");
    public static readonly string Ssn = string.Join('-', "536", "90", "4399");

    private readonly Func<IReadOnlyList<ChatMessage>, IEnumerable<ChatResponseUpdate>> _answer;

    public RedactionTest(Func<IReadOnlyList<ChatMessage>, IEnumerable<ChatResponseUpdate>> answer, Action<RedactionOptions>? configure = null, IServiceProvider? services = null)
    {
        _answer = answer;
        Client = new ChatClientBuilder(new FakeChatClient { OnResponse = Respond, OnStream = Stream }).UseRedaction(options =>
        {
            options.Key = Key;
            configure?.Invoke(options);
        }).Build(services);
    }

    public IChatClient Client { get; }

    public List<ChatMessage> Sent { get; private set; } = [];

    public ChatOptions? SentOptions { get; private set; }

    public string SentText => string.Concat(Sent.Select(message => message.Text));

    /// <summary>A provider that says what it was sent, in pieces.</summary>
    public static RedactionTest Echo(int pieces = 3, Action<RedactionOptions>? configure = null) => new(
        messages => [.. messages[^1].Text.Chunk(pieces).Select(piece => Text(new string(piece))), FakeChatClient.Finish()], configure);

    /// <summary>A provider that says the same whatever it was sent.</summary>
    public static RedactionTest Says(string text, Action<RedactionOptions>? configure = null) => new(_ => [Text(text), FakeChatClient.Finish()], configure);

    public static ChatResponseUpdate Text(string text, string? messageId = null) => new(ChatRole.Assistant, text) { MessageId = messageId };

    public Task<ChatResponse> AskAsync(string text, bool streamed, ChatOptions? options = null) => AskAsync([new ChatMessage(ChatRole.User, text)], streamed, options);

    public async Task<ChatResponse> AskAsync(IEnumerable<ChatMessage> messages, bool streamed, ChatOptions? options = null) => streamed
        ? await Client.GetStreamingResponseAsync(messages, options).ToChatResponseAsync()
        : await Client.GetResponseAsync(messages, options);

    private Task<ChatResponse> Respond(IEnumerable<ChatMessage> messages, ChatOptions? options, CancellationToken cancellationToken)
    {
        Record(messages, options);
        return Task.FromResult(_answer(Sent).ToChatResponse());
    }

    private IAsyncEnumerable<ChatResponseUpdate> Stream(IEnumerable<ChatMessage> messages, ChatOptions? options, CancellationToken cancellationToken)
    {
        Record(messages, options);
        return FakeChatClient.Stream([.. _answer(Sent)]);
    }

    private void Record(IEnumerable<ChatMessage> messages, ChatOptions? options)
    {
        Sent = [.. messages];
        SentOptions = options;
    }
}
