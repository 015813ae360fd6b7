using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using AiGateway.Client.Quotas;
using StackExchange.Redis;

namespace AiGateway.Client.Redis;

/// <summary>The names of keys. The part in braces puts all of them into one slot of a cluster. Whose a counter is, is hashed: users are personal, and anything may be their name.</summary>
internal sealed class RedisKeys(string prefix)
{
    private const int HashLength = 16;

    private readonly string _prefix = $"{{{prefix}}}:";

    public RedisKey Lease(string id) => string.Concat(_prefix, "lease:", id);

    public (RedisKey Counter, RedisKey Leases) Counter(QuotaRule rule, string partition)
    {
        var name = string.Concat(_prefix, rule.Id, ":" + rule.Window.Id, partition.Length == 0 ? "" : ":" + Hash(partition));
        return (name, name + ":leases");
    }

    private static string Hash(string partition)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(partition), hash);
        return Base64Url.EncodeToString(hash[..HashLength]);
    }
}
