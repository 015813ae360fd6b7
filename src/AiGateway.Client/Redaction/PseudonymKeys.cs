using System.Security.Cryptography;
using System.Text;

namespace AiGateway.Client.Redaction;

/// <summary>The keys of one scope: derived, so that the pseudonyms of tenants and conversations have nothing in common.</summary>
/// <param name="Current">The key of new pseudonyms.</param>
/// <param name="Previous">The key whose pseudonyms are still restored; empty for none.</param>
internal sealed record PseudonymKeys(byte[] Current, byte[] Previous)
{
    public static PseudonymKeys Derive(RedactionKeys keys, string scope) =>
        new(Derive(keys.Current, scope), keys.Previous.Length == 0 ? [] : Derive(keys.Previous, scope));

    public override string ToString() => nameof(PseudonymKeys);

    private static byte[] Derive(byte[] key, string scope) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(scope));
}
