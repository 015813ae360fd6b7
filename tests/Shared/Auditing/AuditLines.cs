using System.Security.Cryptography;
using System.Text;

namespace AiGateway.Client.Tests.Auditing;

/// <summary>Does to entries what somebody with bad intentions would.</summary>
internal static class AuditLines
{
    private const string HashStart = ",\"hash\":\"";

    /// <summary>Changes a byte in the middle of the record.</summary>
    public static string ChangeByte(string line) => line.Replace("\"tenant\":\"acme\"", "\"tenant\":\"acmf\"", StringComparison.Ordinal);

    /// <summary>Changes a record and computes its hash anew, as everybody can.</summary>
    public static string Forge(string line)
    {
        var changed = line.Replace("\"streamed\":false", "\"streamed\":true", StringComparison.Ordinal);
        var body = changed[..changed.LastIndexOf(HashStart, StringComparison.Ordinal)];
        return $"{body}{HashStart}{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(body)))}\"}}";
    }
}
