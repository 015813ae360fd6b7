using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace AiGateway.Client.Auditing.Chain;

/// <summary>Seals checkpoints: whoever can write everywhere can make a chain anew, but not its seals.</summary>
internal static class CheckpointSeal
{
    public static string? Compute(byte[]? secret, string writer, long sequence, string hash, bool isFinal) => secret is null ? null : Convert.ToHexStringLower(
        HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{writer}\n{sequence}\n{hash}\n{(isFinal ? 1 : 0)}"))));
}
