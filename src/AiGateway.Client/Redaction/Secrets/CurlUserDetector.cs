using System.Buffers;
using AiGateway.Client.Redaction.Detectors;

namespace AiGateway.Client.Redaction.Secrets;

/// <summary>User name and password on the command line of curl: <c>-u name:password</c>.</summary>
internal sealed class CurlUserDetector() : AnchorDetector(EntityNames.Secret, ":")
{
    private const int MaxName = 64;
    private const int MaxPassword = 128;
    private const int Shortest = 3;

    private static readonly SearchValues<char> Name = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.@+-");
    private static readonly SearchValues<char> Stops = SearchValues.Create(" \t\r\n\"'`<>|;&\\:");

    public override bool TryFind(ReadOnlySpan<char> text, int anchor, out Detection found)
    {
        found = default;
        if (anchor < Shortest || anchor + Shortest >= text.Length || Stops.Contains(text[anchor + 1]) || text[anchor + 1] == '/' || !Name.Contains(text[anchor - 1])) return false;
        var start = anchor - RunBefore(text[..anchor], Name, MaxName);
        if (!IsOption(text[..start])) return false;
        var window = text.Slice(anchor + 1, Math.Min(MaxPassword, text.Length - anchor - 1));
        var stop = window.IndexOfAny(Stops);
        var password = stop < 0 ? window : window[..stop];
        if (password.Length < Shortest || Placeholder.IsPassword(password)) return false;
        found = At(start, anchor + 1 + password.Length, 0.8) with { SubType = "generic/command-line-user" };
        return true;
    }

    private static bool IsOption(ReadOnlySpan<char> before)
    {
        before = before.TrimEnd("\"'");
        if (before.IsEmpty || before[^1] is not (' ' or '=')) return false;
        before = before.TrimEnd(" =");
        return before.EndsWith(" -u") || before.EndsWith(" --user");
    }
}
