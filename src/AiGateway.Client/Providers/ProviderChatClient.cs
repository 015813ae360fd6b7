using Microsoft.Extensions.AI;

namespace AiGateway.Client.Providers;

/// <summary>Hugs the client of an adapter: finds options that would be dropped, and frees the transport.</summary>
/// <remarks>Streams are passed on as they are, so an update costs nothing here.</remarks>
internal sealed class ProviderChatClient(
    IChatClient innerClient, IChatProvider adapter, ProviderContext context, string target, string model, DroppedOptionWarnings warnings)
    : DelegatingChatClient(innerClient)
{
    public override Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        return Refuse(options) is { } refusal
            ? Task.FromException<ChatResponse>(refusal)
            : base.GetResponseAsync(messages, options, cancellationToken);
    }

    public override IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        return Refuse(options) is { } refusal
            ? throw refusal
            : base.GetStreamingResponseAsync(messages, options, cancellationToken);
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            context.DisposeOwned();
        }
    }

    private OptionNotSupportedException? Refuse(ChatOptions? options)
    {
        if (options is null || context.Options.DroppedOptions is DroppedOptionsMode.Ignore)
        {
            return null;
        }

        var dropped = adapter.GetDroppedOptions(context, model, options);
        if (dropped.Count == 0)
        {
            return null;
        }

        if (context.Options.DroppedOptions is DroppedOptionsMode.Warn)
        {
            warnings.Warn(target, context.Name, model, dropped);
            return null;
        }

        ResponseCapture.Current?.Refuse(OptionNotSupportedException.ErrorCode);
        return new OptionNotSupportedException(context.Name, model, dropped);
    }
}
