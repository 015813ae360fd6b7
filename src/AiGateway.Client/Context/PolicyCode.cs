using System.Buffers;

namespace AiGateway.Client.Context;

/// <summary>Checks codes, so that no content can hide in one.</summary>
internal static class PolicyCode
{
    private const int MaxLength = 64;

    private static readonly SearchValues<char> Characters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789_-.");

    public static string Require(string code, string parameter) =>
        code is { Length: > 0 and <= MaxLength } && !code.AsSpan().ContainsAnyExcept(Characters) ? code : throw new ArgumentException(
            $"A code has lower-case letters, digits, '_', '-' and '.' only, and at most {MaxLength} of them, such as 'term_denied'.", parameter);
}
