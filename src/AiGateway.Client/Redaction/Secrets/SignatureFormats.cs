using static AiGateway.Client.Redaction.Secrets.KeyCharacters;

namespace AiGateway.Client.Redaction.Secrets;

/// <summary>The keys with a signature inside. To add one, add a row.</summary>
internal static class SignatureFormats
{
    public static readonly SignatureFormat[] All =
    [
        new("azure/service-key", "JQQJ99", Word, 52, 26),
        new("azure/search-key", "AzSe", Word, 42, 6),
        new("azure/functions-key", "AzFu", Base64Underscore, 44, 8),
        new("azure/cache-key", "AzCa", Base64, 33, 7),
        new("azure/storage-key", "+ASt", Base64, 76, 8),
        new("azure/container-registry-key", "+ACR", Base64, 42, 6),
    ];
}
