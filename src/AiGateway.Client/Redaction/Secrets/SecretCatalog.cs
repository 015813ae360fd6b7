namespace AiGateway.Client.Redaction.Secrets;

/// <summary>Everything that finds a secret. To add a kind, add a line; for a key with a prefix, a row in <see cref="KeyFormats"/>.</summary>
internal static class SecretCatalog
{
    public static IEnumerable<LiteralDetector> Create() =>
    [
        new PemDetector(),
        new JwtDetector(),
        new UrlUserInfoDetector(),
        new AuthorizationDetector(),
        new ConnectionStringDetector(),
        .. KeyFormats.All.Select(format => new KeyDetector(format)),
    ];
}
