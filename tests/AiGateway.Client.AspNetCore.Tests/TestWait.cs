namespace AiGateway.Client.AspNetCore.Tests;

internal static class TestWait
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Waits for something that another thread brings about.</summary>
    public static async Task UntilAsync(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (!condition())
        {
            Assert.That(limit.IsCancellationRequested, Is.False, "it did not happen in time");
            await Task.Yield();
        }
    }
}
