using AiGateway.Client.Auditing.Keys;

namespace AiGateway.Client.AspNetCore.Tests.Health;

/// <summary>A vault that cannot be reached.</summary>
internal sealed class FailingKeys : IAuditKeyProvider
{
    public ValueTask<AuditKey?> GetKeyAsync(string? tenant, CancellationToken cancellationToken) => throw new IOException("secret-host");
}
