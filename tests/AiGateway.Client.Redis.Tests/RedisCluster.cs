using AiGateway.Client.Tests.Redis;
using StackExchange.Redis;

namespace AiGateway.Client.Redis.Tests;

/// <summary>Three nodes that share the slots.</summary>
internal sealed class RedisCluster : IAsyncDisposable
{
    private static readonly string[] Arguments = ["--cluster-enabled", "yes", "--cluster-require-full-coverage", "no", "--cluster-node-timeout", "2000"];

    private RedisCluster(IReadOnlyList<RedisServer> nodes, IConnectionMultiplexer connection)
    {
        Nodes = nodes;
        Connection = connection;
    }

    public IReadOnlyList<RedisServer> Nodes { get; }

    public IConnectionMultiplexer Connection { get; }

    public static async Task<RedisCluster> StartAsync()
    {
        var nodes = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => RedisServer.StartAsync(Arguments)));
        string[][] ranges = [["0", "5460"], ["5461", "10922"], ["10923", "16383"]];
        for (var i = 0; i < nodes.Length; i++)
        {
            Assert.That(await nodes[i].SendAsync("CLUSTER", "ADDSLOTSRANGE", ranges[i][0], ranges[i][1]), Is.EqualTo("+OK"));
            Assert.That(await nodes[0].SendAsync("CLUSTER", "MEET", "127.0.0.1", $"{nodes[i].Port}"), Is.EqualTo("+OK"));
        }

        foreach (var node in nodes)
        {
            await Levels.EventuallyAsync(async () => await IsWholeAsync(node), "the nodes find each other");
        }

        var connection = await ConnectionMultiplexer.ConnectAsync(string.Join(',', nodes.Select(node => node.Address)) + ",connectTimeout=5000");
        return new RedisCluster(nodes, connection);
    }

    public async ValueTask DisposeAsync()
    {
        await Connection.DisposeAsync();
        foreach (var node in Nodes)
        {
            await node.DisposeAsync();
        }
    }

    private static async Task<bool> IsWholeAsync(RedisServer node)
    {
        var info = await node.SendAsync("CLUSTER", "INFO");
        return info.Contains("cluster_state:ok", StringComparison.Ordinal) && info.Contains("cluster_slots_assigned:16384", StringComparison.Ordinal)
            && info.Contains("cluster_known_nodes:3", StringComparison.Ordinal);
    }
}
