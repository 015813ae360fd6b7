using System.Buffers;
using System.Buffers.Text;
using static AiGateway.Client.Redaction.Secrets.KeyCharacters;

namespace AiGateway.Client.Redaction.Secrets;

/// <summary>The keys with a literal in their middle or at their end. To add one, add a row.</summary>
internal static class InfixFormats
{
    public static readonly InfixFormat[] All =
    [
        new("hashicorp/terraform-token", ".atlasv1.", Word, 14, 14, UrlPadded, 60, 70),
        new("airtable/personal-access-token", ".", Word, 17, 17, Hex, 64, 64) { ShapeBefore = before => before.StartsWith("pat") },
        new("discord/bot-token", ".", Url, 23, 28, Dotted, 34, 45) { ShapeBefore = IsSnowflake, ShapeAfter = after => after[6] == '.' },
        new("zhipu/api-key", ".", Hex, 32, 32, Word, 16, 16),
        new("mailchimp/api-key", "-us", Hex, 32, 32, Digits, 1, 2),
        new("telegram/bot-token", ":", Digits, 5, 16, Url, 35, 35) { ShapeAfter = after => after[0] == 'A' },
        new("google/messaging-server-key", ":", Url, 11, 11, Url, 134, 140) { ShapeBefore = before => before.StartsWith("AAAA") },
        new("asana/personal-access-token", ":", Digits, 13, 19, Hex, 32, 32),
        new("facebook/app-access-token", "|", Digits, 15, 16, Url, 27, 40),
        new("maxmind/license-key", "_mmk", Underscore, 36, 36, Digits, 0, 0) { ShapeBefore = KeyChecks.Parts('_', 6, 29) },
        new("microsoft/entra-client-secret", "~", EntraHead, 5, 5, EntraTail, 31, 34) { ShapeBefore = before => before[4] == 'Q' && char.IsAsciiDigit(before[3]) },
    ];

    /// <summary>Whether the first part of a bot's token is the number of the bot, in base64.</summary>
    private static bool IsSnowflake(ReadOnlySpan<char> before)
    {
        Span<byte> digits = stackalloc byte[24];
        return Base64Url.DecodeFromChars(before, digits, out _, out var written) == OperationStatus.Done && written >= 17 && !digits[..written].ContainsAnyExceptInRange((byte)'0', (byte)'9');
    }
}
