using AiGateway.Client.Auditing.Content;
using AiGateway.Client.Auditing.Keys;
using AiGateway.Client.Context;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Auditing.Writing;

/// <summary>What is known of one request until its record is made.</summary>
internal class RequestAudit(AuditTrail trail, GatewayContext context, bool hasRoom, bool streamed, DateTimeOffset time)
{
    private (string? Hash, string? Encrypted) _prompt;
    private ContentDigest? _answer;
    private bool _closed;

    public GatewayContext Context => context;

    /// <summary>Gets a value indicating whether there is room for the record.</summary>
    public bool HasRoom => hasRoom;

    public bool IsStreamed => streamed;

    public DateTimeOffset Time => time;

    public AuditKey? Key { get; set; }

    public string? User { get; set; }

    public int? Messages { get; private set; }

    public void TakePrompt(IReadOnlyCollection<ChatMessage> messages, ChatOptions? options)
    {
        Messages = messages.Count;
        if (Key is null || !hasRoom)
        {
            return;
        }

        // A decorator may send a request again: what counts is the last one.
        Discard();
        using var digest = ContentDigest.OfPrompt(Key, messages, options, trail.KeepsContent);
        _prompt = Finish(digest);
    }

    public void TakeAnswer(ChatResponse response)
    {
        if (Key is not null && hasRoom)
        {
            _answer = ContentDigest.OfAnswer(Key, response, trail.KeepsContent);
        }
    }

    public void TakeUpdate(ChatResponseUpdate update)
    {
        if (_prompt.Hash is not null)
        {
            (_answer ??= new ContentDigest(Key!, trail.KeepsContent)).Add(update.Contents);
        }
    }

    /// <summary>Ends the request.</summary>
    /// <returns><see langword="false"/> when it has ended before.</returns>
    public bool TryClose()
    {
        if (_closed)
        {
            return false;
        }

        _closed = true;
        OnClosed();
        return true;
    }

    /// <summary>Ends a request that nobody has ended.</summary>
    protected void Forget() => trail.CloseForgotten(this);

    /// <summary>Is told when the request has ended.</summary>
    protected virtual void OnClosed()
    {
    }

    public (string? Hash, string? Encrypted) FinishPrompt() => _prompt;

    public (string? Hash, string? Encrypted) FinishAnswer() => _answer is { IsEmpty: false } ? Finish(_answer) : default;

    public void Discard()
    {
        _answer?.Dispose();
        (_prompt, _answer) = (default, null);
    }

    private (string? Hash, string? Encrypted) Finish(ContentDigest digest)
    {
        var (hash, text) = digest.Finish();
        return (hash, text is null ? null : Key!.Encrypt(text));
    }
}
