using System.Text;

namespace AiGateway.Client.Auditing.Chain;

/// <summary>Verifies chains of audit records: finds what was changed, removed, moved or cut off, and says where.</summary>
public static class AuditVerifier
{
    /// <summary>Verifies every chain in a store.</summary>
    /// <param name="store">The store.</param>
    /// <param name="options">By what it is judged; <see langword="null"/> for the defaults.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <returns>What was found.</returns>
    public static async Task<AuditVerification> VerifyAsync(IAuditStore store, AuditVerificationOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(store);
        options ??= new AuditVerificationOptions();
        var secret = options.ChainKey is { } key ? Encoding.UTF8.GetBytes(key) : null;
        var keptSince = options.Retention == TimeSpan.Zero ? DateTimeOffset.MinValue : options.TimeProvider.GetUtcNow() - options.Retention;
        SortedDictionary<string, ChainCheck> chains = new(StringComparer.Ordinal);
        await foreach (var checkpoint in store.ReadCheckpointsAsync(cancellationToken).ConfigureAwait(false))
        {
            Find(checkpoint.Writer).Add(checkpoint, secret);
        }

        await foreach (var line in store.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            Find(line.Writer).Add(line);
        }

        return new AuditVerification([.. chains.Values.Select(chain => chain.Complete())]);

        ChainCheck Find(string writer) => chains.TryGetValue(writer, out var chain) ? chain : chains[writer] = new ChainCheck(writer, keptSince);
    }
}
