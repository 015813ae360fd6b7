using AiGateway.Client.Auditing.Writing;
using AiGateway.Client.Pipeline;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Auditing.Content;

/// <summary>The streamed half: hashes the updates on their way up.</summary>
internal sealed class AuditContentStream(
    RequestAudit audit, Func<CancellationToken, IAsyncEnumerator<ChatResponseUpdate>> open, LinkedCancellation cancellation) : RelayStream
{
    private readonly LinkedCancellation _cancellation = cancellation;
    private IAsyncEnumerator<ChatResponseUpdate>? _updates;
    private bool _opened;

    public override async ValueTask DisposeAsync()
    {
        Relay(null);
        try
        {
            if (_updates is { } updates)
            {
                _updates = null;
                await updates.DisposeAsync().ConfigureAwait(false);
            }
        }
        finally
        {
            _cancellation.Dispose();
        }
    }

    protected override bool Observe(ChatResponseUpdate update)
    {
        audit.TakeUpdate(update);
        return true;
    }

    protected override ValueTask<bool> AdvanceAsync() => _opened ? new ValueTask<bool>(false) : OpenAsync();

    protected override ValueTask<bool> EndAsync()
    {
        Relay(null);
        return new ValueTask<bool>(false);
    }

    protected override ValueTask<bool> FailAsync(Exception exception)
    {
        Relay(null);
        return ValueTask.FromException<bool>(exception);
    }

    private async ValueTask<bool> OpenAsync()
    {
        _opened = true;
        _updates = open(_cancellation.Token);
        Relay(_updates);
        return await MoveSourceAsync().ConfigureAwait(false);
    }
}
