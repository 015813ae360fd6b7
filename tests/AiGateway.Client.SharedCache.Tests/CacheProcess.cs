using System.Diagnostics;

namespace AiGateway.Client.Tests.SharedCache;

/// <summary>Another process with a gateway of its own on the same server. It does what it is told, a line at a time.</summary>
internal sealed class CacheProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;

    private CacheProcess(Process process) => _process = process;

    public static async Task<CacheProcess> StartAsync(string connection)
    {
        var host = Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet";
        var process = Process.Start(new ProcessStartInfo(host, [typeof(CacheProcess).Assembly.Location, connection]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        var started = new CacheProcess(process);
        Assert.That(await started.ReadAsync(), Is.EqualTo("ready"));
        return started;
    }

    /// <summary>Asks it a question.</summary>
    /// <returns>The cache status and the answer.</returns>
    public Task<string> AskAsync(bool streamed, string text) => SendAsync($"{(streamed ? "stream" : "ask")} {text}");

    public async Task InvalidateAsync() => Assert.That(await SendAsync("invalidate"), Is.EqualTo("done"));

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private async Task<string> SendAsync(string line)
    {
        await _process.StandardInput.WriteLineAsync(line);
        await _process.StandardInput.FlushAsync();
        return await ReadAsync();
    }

    private async Task<string> ReadAsync() => await _process.StandardOutput.ReadLineAsync().WaitAsync(Patience, TimeProvider.System) ?? throw new AssertionException("The process has ended.");
}
