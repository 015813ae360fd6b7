using AiGateway.Client.Tests.Redis;
using StackExchange.Redis;

[assembly: LevelOfParallelism(4)]

namespace AiGateway.Client.Redis.Tests;

/// <summary>The server that tests share which do it no harm. Each takes a key prefix of its own.</summary>
[SetUpFixture]
internal sealed class Redis
{
    private static RedisServer? _server;
    private static int _lastPrefix;

    public static RedisServer Server => Require(_server);

    /// <summary>Gets how to connect where nothing is to be learnt of a connection that takes long.</summary>
    public static string PatientConnectionString => $"{Server.Address},connectTimeout=30000,allowAdmin=true";

    public static IConnectionMultiplexer Connection { get; private set; } = null!;

    /// <summary>Skips a test where no server is installed; on a build server that is a failure.</summary>
    public static void RequireInstalled()
    {
        if (RedisServer.Path is null)
        {
            Assert.That(Environment.GetEnvironmentVariable("CI"), Is.Not.EqualTo("true"), "redis-server is not installed.");
            Assert.Ignore("redis-server is not installed.");
        }
    }

    /// <summary>Makes a store with keys of its own on the shared server.</summary>
    public static RedisQuotaStore CreateStore(string? prefix = null) =>
        new(Connection, new RedisQuotaOptions { KeyPrefix = prefix ?? NextPrefix(), ReserveTimeout = TimeSpan.FromSeconds(20), SettleTimeout = TimeSpan.FromSeconds(20) });

    public static string NextPrefix() => $"test-{Interlocked.Increment(ref _lastPrefix)}";

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        if (RedisServer.Path is not null)
        {
            _server = await RedisServer.StartAsync();
            Connection = await ConnectionMultiplexer.ConnectAsync(PatientConnectionString);
        }
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        if (_server is not null)
        {
            await Connection.DisposeAsync();
            await _server.DisposeAsync();
        }
    }

    private static RedisServer Require(RedisServer? server)
    {
        RequireInstalled();
        return server!;
    }
}
