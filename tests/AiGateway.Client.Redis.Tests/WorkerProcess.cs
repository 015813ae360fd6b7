using System.Diagnostics;
using System.Threading.Channels;

namespace AiGateway.Client.Redis.Tests;

/// <summary>A process of its own that shares limits with others.</summary>
internal sealed class WorkerProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();
    private int _plain;
    private int _begun;
    private int _ended;

    private WorkerProcess(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => Take(line.Data);
        process.BeginOutputReadLine();
    }

    /// <summary>Gets the number of answers it has told of.</summary>
    public int Answers => Volatile.Read(ref _plain) + Volatile.Read(ref _ended);

    /// <summary>Gets the number of streams that have begun and not ended, as far as it has told.</summary>
    public int UnderWay => Volatile.Read(ref _begun) - Volatile.Read(ref _ended);

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

    public void Send(string command)
    {
        _process.StandardInput.WriteLine(command);
        _process.StandardInput.Flush();
    }

    /// <summary>Reads the number that ends an answer.</summary>
    public async Task<int> ReadNumberAsync() => int.Parse((await ReadAsync()).Split(' ')[^1], System.Globalization.CultureInfo.InvariantCulture);

    public async Task<int> AskAsync(string command)
    {
        Send(command);
        return await ReadNumberAsync();
    }

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

    private void Take(string? line)
    {
        switch (line)
        {
            case null:
                _lines.Writer.TryComplete();
                break;
            case "plain":
                Interlocked.Increment(ref _plain);
                break;
            case "begin":
                Interlocked.Increment(ref _begun);
                break;
            case "end":
                Interlocked.Increment(ref _ended);
                break;
            default:
                _lines.Writer.TryWrite(line);
                break;
        }
    }

    private async Task<string> ReadAsync() => await _lines.Reader.ReadAsync().AsTask().WaitAsync(Patience);
}
