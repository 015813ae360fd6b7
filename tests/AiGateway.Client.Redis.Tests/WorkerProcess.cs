using System.Diagnostics;
using System.Globalization;
using System.Threading.Channels;

namespace AiGateway.Client.Redis.Tests;

/// <summary>A process of its own that shares limits with others. It answers each command with a line that ends with a number.</summary>
internal sealed class WorkerProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();

    private WorkerProcess(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => Take(line.Data);
        process.BeginOutputReadLine();
    }

    public static async Task<WorkerProcess> StartAsync(string mode, string connectionString, string prefix)
    {
        var path = Path.Combine(AppContext.BaseDirectory, "AiGateway.Client.Redis.Worker.dll");
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [path, mode, connectionString, prefix])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        var worker = new WorkerProcess(Process.Start(start)!);
        Assert.That(await worker.ReadAsync(), Is.EqualTo("ready"));
        return worker;
    }

    /// <summary>Makes 250 calls at once.</summary>
    /// <returns>How many were let through; they stay under way.</returns>
    public Task<int> AskAsync() => SendAsync("ask");

    /// <summary>Ends calls that are under way.</summary>
    /// <returns>How many were answered and counted.</returns>
    public Task<int> ReleaseAsync(int count) => SendAsync($"release {count}");

    /// <summary>Ends it with signal 9, by its process id.</summary>
    public async Task KillAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _process.Dispose();
    }

    private async Task<int> SendAsync(string command)
    {
        await _process.StandardInput.WriteLineAsync(command);
        await _process.StandardInput.FlushAsync();
        return int.Parse((await ReadAsync()).Split(' ')[^1], CultureInfo.InvariantCulture);
    }

    private void Take(string? line)
    {
        if (line is null)
        {
            _lines.Writer.TryComplete();
        }
        else
        {
            _lines.Writer.TryWrite(line);
        }
    }

    private async Task<string> ReadAsync() => await _lines.Reader.ReadAsync().AsTask().WaitAsync(Patience);
}
