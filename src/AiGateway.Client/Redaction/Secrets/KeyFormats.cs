namespace AiGateway.Client.Redaction.Secrets;

/// <summary>The keys with a literal prefix that redaction knows. To add one, add a row to the list it belongs to; where two fit, the longer prefix and then the first row wins.</summary>
internal static class KeyFormats
{
    public static readonly KeyFormat[] All =
        [.. CloudKeys.All, .. SourceHostKeys.All, .. ModelProviderKeys.All, .. PaymentKeys.All, .. MessagingKeys.All, .. OperationsKeys.All];
}
