using AiGateway.Client.Pipeline;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Auditing.Content;

/// <summary>Stands right below redaction and hashes what passes there, so that records tell of prompts and answers without ever having seen a real value.</summary>
internal sealed class AuditContentChatClient(IChatClient inner, Action onDisposed) : DelegatingChatClient(inner)
{
    private int _disposed;

    public override Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        if (Find(options) is not { } audit)
        {
            return base.GetResponseAsync(messages, options, cancellationToken);
        }

        var list = messages as IReadOnlyCollection<ChatMessage> ?? [.. messages];
        audit.TakePrompt(list, options);
        var answering = base.GetResponseAsync(list, options, cancellationToken);
        if (!answering.IsCompletedSuccessfully)
        {
            return AwaitAsync(answering, audit);
        }

        audit.TakeAnswer(answering.Result);
        return answering;
    }

    public override IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        if (Find(options) is not { } audit)
        {
            return base.GetStreamingResponseAsync(messages, options, cancellationToken);
        }

        return new DeferredStream(reader => new AuditContentStream(audit, Open, new LinkedCancellation(cancellationToken, reader)));

        IAsyncEnumerator<ChatResponseUpdate> Open(CancellationToken token)
        {
            var list = messages as IReadOnlyCollection<ChatMessage> ?? [.. messages];
            audit.TakePrompt(list, options);
            return base.GetStreamingResponseAsync(list, options, token).GetAsyncEnumerator(token);
        }
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing && Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            onDisposed();
        }
    }

    private static async Task<ChatResponse> AwaitAsync(Task<ChatResponse> answering, Writing.RequestAudit audit)
    {
        var response = await answering.ConfigureAwait(false);
        audit.TakeAnswer(response);
        return response;
    }

    private static Writing.RequestAudit? Find(ChatOptions? options) => options.GetGatewayContext()?.Audit as Writing.RequestAudit;
}
