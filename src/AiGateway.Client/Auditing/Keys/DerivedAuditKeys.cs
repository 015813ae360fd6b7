using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace AiGateway.Client.Auditing.Keys;

/// <summary>Derives the keys of tenants from one secret: from the configuration, or of the process.</summary>
internal sealed class DerivedAuditKeys(byte[] secret) : IAuditKeyProvider
{
    private const int MostKept = 10_000;

    private readonly ConcurrentDictionary<string, AuditKey> _keys = new(StringComparer.Ordinal);

    public ValueTask<AuditKey?> GetKeyAsync(string? tenant, CancellationToken cancellationToken)
    {
        // An application may make up tenants without end.
        if (_keys.Count > MostKept)
        {
            _keys.Clear();
        }

        return new(_keys.GetOrAdd(tenant is null ? "" : $"={tenant}", static (name, secret) => new AuditKey(HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes(name))), secret));
    }
}
