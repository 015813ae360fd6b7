using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace AiGateway.Client.Tests.Redis;

/// <summary>A real redis-server of one's own: on a loopback port that was free, in a temporary directory, ended by its process id.</summary>
internal sealed class RedisServer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly string _directory = Directory.CreateTempSubdirectory("redis-").FullName;
    private readonly string[] _arguments;
    private Process? _process;

    private RedisServer(string[] arguments) => _arguments = arguments;

    /// <summary>Gets where redis-server is; <see langword="null"/> when it is not installed.</summary>
    public static string? Path { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(System.IO.Path.PathSeparator)
        .Select(folder => System.IO.Path.Combine(folder, "redis-server")).FirstOrDefault(File.Exists);

    public int Port { get; private set; }

    public string Address => $"127.0.0.1:{Port}";

    /// <summary>Gets a connection string.</summary>
    public string ConnectionString => $"{Address},connectTimeout=2000,allowAdmin=true";

    /// <summary>Starts a server.</summary>
    /// <param name="arguments">More arguments, such as <c>--maxmemory 3mb</c>, each a name and a value.</param>
    public static async Task<RedisServer> StartAsync(params string[] arguments)
    {
        for (var tries = 0; ; tries++)
        {
            var server = new RedisServer(arguments) { Port = FreePort() };
            try
            {
                await server.StartAgainAsync();
                return server;
            }
            catch (IOException) when (tries < 5)
            {
                // Somebody else has taken the port.
                await server.DisposeAsync();
            }
        }
    }

    /// <summary>Starts it again on the same port, with what it had saved.</summary>
    public async Task StartAgainAsync()
    {
        string[] basic = ["--port", $"{Port}", "--bind", "127.0.0.1", "--dir", _directory, "--save", "", "--loglevel", "warning"];
        _process = Process.Start(new ProcessStartInfo(Path!, basic.Concat(_arguments)) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        _process.OutputDataReceived += static (_, _) => { };
        _process.ErrorDataReceived += static (_, _) => { };
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        var start = Stopwatch.GetTimestamp();
        while (!await AnswersAsync())
        {
            if (_process.HasExited || Stopwatch.GetElapsedTime(start) > Patience)
            {
                throw new IOException($"redis-server did not start on port {Port}.");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }
    }

    /// <summary>Sends one command without a client library and returns the first line of the answer.</summary>
    public async Task<string> SendAsync(params string[] words)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, Port);
        var stream = client.GetStream();
        var text = new StringBuilder($"*{words.Length}\r\n");
        foreach (var word in words)
        {
            text.Append($"${Encoding.UTF8.GetByteCount(word)}\r\n{word}\r\n");
        }

        await stream.WriteAsync(Encoding.UTF8.GetBytes(text.ToString()));
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var line = await reader.ReadLineAsync() ?? "";
        return line.StartsWith('$') && line != "$-1" ? await ReadBulkAsync(reader, int.Parse(line[1..], System.Globalization.CultureInfo.InvariantCulture)) : line;
    }

    /// <summary>Ends it at once, as a crash would.</summary>
    public async Task KillAsync()
    {
        if (_process is { HasExited: false } process)
        {
            process.Kill();
            await process.WaitForExitAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _process?.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    private static async Task<string> ReadBulkAsync(StreamReader reader, int length)
    {
        var text = new char[length];
        await reader.ReadBlockAsync(text);
        return new string(text);
    }

    private static int FreePort()
    {
        // The port of a cluster's bus is 10000 above, which must be one too.
        while (true)
        {
            using var listener = new TcpListener(IPAddress.Loopback, 0);
            listener.Start();
            var port = ((IPEndPoint)listener.LocalEndpoint).Port;
            if (port < 55_000)
            {
                return port;
            }
        }
    }

    private async Task<bool> AnswersAsync()
    {
        try
        {
            return await SendAsync("PING") == "+PONG";
        }
        catch (Exception exception) when (exception is SocketException or IOException)
        {
            return false;
        }
    }
}
