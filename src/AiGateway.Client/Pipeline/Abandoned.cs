namespace AiGateway.Client.Pipeline;

/// <summary>Looks after work that nobody waits for any more.</summary>
internal static class Abandoned
{
    /// <summary>Observes the end of a task, whatever it is, and then disposes what it was working on.</summary>
    public static async Task ObserveAsync(Task pending, IAsyncDisposable? source = null)
    {
        await pending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (source is not null)
        {
            await DisposeAsync(source).ConfigureAwait(false);
        }
    }

    /// <summary>Disposes something whose failure to close adds nothing to what is known.</summary>
    public static async Task DisposeAsync(IAsyncDisposable source)
    {
        try
        {
            await source.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // The outcome is known already.
        }
    }
}
