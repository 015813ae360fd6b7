namespace AiGateway.Client.Auditing.Keys;

/// <summary>Keeps the keys of tenants: in files, in a vault. Destroying a key erases everything that only the key can read or compare.</summary>
public interface IAuditKeyProvider
{
    /// <summary>Gets the key of a tenant. Asked for every request, so it should be quick: keep keys in memory for a short time.</summary>
    /// <param name="tenant">The tenant; <see langword="null"/> for requests of none.</param>
    /// <param name="cancellationToken">The request's cancellation token.</param>
    /// <returns>The key; <see langword="null"/> when the tenant has none any more: its records then name no user and hold no hash.</returns>
    ValueTask<AuditKey?> GetKeyAsync(string? tenant, CancellationToken cancellationToken);
}
