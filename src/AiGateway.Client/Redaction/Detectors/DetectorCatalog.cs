namespace AiGateway.Client.Redaction.Detectors;

/// <summary>Everything that finds an entity by rule, except secrets. To add a detector, add a line: where two fit a word, the first wins.</summary>
internal static class DetectorCatalog
{
    /// <summary>Detectors that start at a word with a digit.</summary>
    public static IEnumerable<WordDetector> CreateWordDetectors() =>
    [
        new IbanDetector(),
        new CryptoDetector(),
        new CreditCardDetector(),
        new IpV4Detector(),
        new UsSsnDetector(),
        new UsItinDetector(),
        new UsMbiDetector(),
        new UkNhsDetector(),
        new UkNinoDetector(),
        new PhoneDetector(),
        new LocationDetector(),
        new DateTimeDetector(),
    ];

    /// <summary>Detectors that start at a sign.</summary>
    public static IEnumerable<AnchorDetector> CreateAnchorDetectors() => [new EmailDetector(), new IpV6Detector(), new MacAddressDetector(), new MrzDetector(), new UrlDetector()];
}
