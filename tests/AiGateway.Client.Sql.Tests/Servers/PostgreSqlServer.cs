using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace AiGateway.Client.Tests.Servers;

/// <summary>A PostgreSQL server of its own on a loopback port, which tests can stop and start.</summary>
internal sealed class PostgreSqlServer : IAsyncDisposable
{
    private const string Programs = "/usr/lib/postgresql/15/bin";

    private readonly string _folder;
    private readonly int _port;

    private PostgreSqlServer(string folder, int port) => (_folder, _port) = (folder, port);

    public static bool IsInstalled => File.Exists($"{Programs}/initdb");

    /// <summary>Starts a server, or ends the test where there is none.</summary>
    public static async Task<PostgreSqlServer> StartNewAsync()
    {
        if (!IsInstalled)
        {
            RequireOutsideCi("PostgreSQL 15 is not installed.");
        }

        var server = new PostgreSqlServer(Directory.CreateTempSubdirectory("aigateway-postgres-").FullName, FreePort());
        if (Environment.UserName == "root")
        {
            await RunAsync("chown", "postgres", server._folder);
        }

        await server.AsOwnerAsync($"{Programs}/initdb", "-D", server.Data, "-A", "trust", "-U", "postgres", "-N", "-E", "UTF8");
        await server.StartAsync();
        return server;
    }

    private string Data => Path.Combine(_folder, "data");

    public Task StartAsync() => AsOwnerAsync($"{Programs}/pg_ctl", "-D", Data, "-w", "-l", Path.Combine(_folder, "log"), "-o",
        string.Create(CultureInfo.InvariantCulture, $"-p {_port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={_folder} -c fsync=off"), "start");

    public Task StopAsync() => AsOwnerAsync($"{Programs}/pg_ctl", "-D", Data, "-w", "-m", "immediate", "stop");

    /// <summary>Makes the connection string of a database. There is no password to leave out.</summary>
    public string ConnectionTo(string database) => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1",
        Port = _port,
        Username = "postgres",
        Database = database,
        Timeout = 5,
        CommandTimeout = 10,
    }.ConnectionString;

    public async ValueTask DisposeAsync()
    {
        if (File.Exists(Path.Combine(Data, "postmaster.pid")))
        {
            await StopAsync();
        }

        Directory.Delete(_folder, recursive: true);
    }

    private static void RequireOutsideCi(string reason)
    {
        Assert.That(Environment.GetEnvironmentVariable("CI"), Is.Not.EqualTo("true"), reason);
        Assert.Ignore(reason);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    // The server refuses to run as root.
    private Task AsOwnerAsync(params string[] command) =>
        Environment.UserName == "root" ? RunAsync("runuser", ["-u", "postgres", "--", .. command]) : RunAsync(command[0], command[1..]);

    private static async Task RunAsync(string program, params string[] arguments)
    {
        // The server inherits the streams and would keep them open, so they are not read.
        using var process = Process.Start(new ProcessStartInfo("sh", ["-c", "exec \"$0\" \"$@\" >/dev/null 2>&1", program, .. arguments]) { WorkingDirectory = "/" })!;
        await process.WaitForExitAsync();
        Assert.That(process.ExitCode, Is.Zero, $"{Path.GetFileName(program)} failed");
    }
}
