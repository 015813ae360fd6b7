using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace AiGateway.Client.Auditing.Keys;

/// <summary>Derives the keys of tenants from one secret: from the configuration, or of the process.</summary>
internal sealed class DerivedAuditKeys(byte[] secret) : IAuditKeyProvider
{
    private const int MostKept = 10_000;

    private readonly AuditKey _withoutTenant = Derive(secret, "");
    private readonly ConcurrentDictionary<string, AuditKey> _keys = new(StringComparer.Ordinal);

    public ValueTask<AuditKey?> GetKeyAsync(string? tenant, CancellationToken cancellationToken) =>
        new(tenant is null ? _withoutTenant : _keys.TryGetValue(tenant, out var key) ? key : Add(tenant));

    private static AuditKey Derive(byte[] secret, string name) => new(HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes(name)));

    private AuditKey Add(string tenant)
    {
        // An application may make up tenants without end.
        if (_keys.Count > MostKept)
        {
            _keys.Clear();
        }

        return _keys.GetOrAdd(tenant, static (name, secret) => Derive(secret, $"={name}"), secret);
    }
}
