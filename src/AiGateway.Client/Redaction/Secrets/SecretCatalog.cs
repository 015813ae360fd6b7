using AiGateway.Client.Redaction.Detectors;

namespace AiGateway.Client.Redaction.Secrets;

/// <summary>Everything that finds a secret. To add a kind, add a line; for a key with a prefix, a row in <see cref="KeyFormats"/>.</summary>
internal static class SecretCatalog
{
    private static readonly Lazy<LiteralScanner[]> SharedScanners =
        new(() => [new(CreateExact(), StringComparison.Ordinal), new(CreateInAnyCase(), StringComparison.OrdinalIgnoreCase)]);

    /// <summary>Gets the scanners for secrets behind a literal. They have no state, so that all policies share them.</summary>
    public static LiteralScanner[] LiteralScanners => SharedScanners.Value;

    /// <summary>Secrets that have a sign at a known place.</summary>
    public static IEnumerable<AnchorDetector> CreateAnchorDetectors()
    {
        AnchorDetector[] keys = [new PrefixedKeyDetector(KeyFormats.All.Where(HasSign)), new InfixKeyDetector(InfixFormats.All)];
        return [new PemDetector(), new UrlUserInfoDetector(), .. keys, new CurlUserDetector(), new AssignmentDetector(keys), new HighEntropyDetector()];
    }

    /// <summary>Secrets that are one word of a known length.</summary>
    public static IEnumerable<WordDetector> CreateWordDetectors() => [new WordKeyDetector()];

    /// <summary>Secrets behind a word that is compared as it is.</summary>
    private static IEnumerable<LiteralDetector> CreateExact() =>
        [
            .. KeyFormats.All.Where(format => !HasSign(format)).OrderByDescending(format => format.Prefix.Length).Select(format => new KeyDetector(format)),
            .. SignatureFormats.All.Select(format => new SignatureDetector(format)), new JwtDetector(), new PuttyKeyDetector(),
        ];

    /// <summary>Secrets behind a word in any case. With more than eight words the search leaves its fastest way.</summary>
    private static IEnumerable<LiteralDetector> CreateInAnyCase() => [new AuthorizationDetector(), new ConnectionStringDetector()];

    private static bool HasSign(KeyFormat format) => format.Sign < format.Prefix.Length;
}
