using System.Diagnostics;
using AiGateway.Client.Redaction;

namespace AiGateway.Client.Tests.Redaction;

/// <summary>Four times the text costs about four times, whatever the text; a quadratic detector would cost sixteen times.</summary>
[NonParallelizable]
public sealed class HostileTextTests
{
    private const int Small = 16 * 1024;
    private const double MostGrowth = 11;

    private static readonly TextScanner All =
        new(TextScanner.SupportedEntities, [new() { Terms = { "a", "aa", "aaa", "a b", "b a b" }, WholeWords = false }], [new() { Entity = "X", Pattern = "zq+z" }]);

    private static IEnumerable<string> Units =>
    [
        "a", "a@", "@", "a.", new string('a', 63) + "@", "x@" + new string('b', 60) + ".", "\"a", "1", "1 ", "4111 ", "4111-1111-", "4444 4444 4444 444 ", "DE89 ", "DE89370400440532013", "GB82WEST",
        "1.1.1.1.", "1:", "::", "a:", "[::", "aa-", "aa:", "+1 ", "(0", "((", "+1 202 555 ", "5550147 ", "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb ", "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAeD ",
        "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t5 ", "sk-", "sk-a ", "ghp_", "eyJ", "eyJ.", "eyJhbGciOi.", "AKIA", "-----BEGIN PRIVATE KEY-----", "-----BEGIN PRIVATE KEY-----A ", "://a:", "http://a:b",
        "password=", "pwd=a;", "token=\"", "token=a1&", "a=b:c,", "key,\"", "JQQJ99", "AzSe", "PuTTY-User-Key-File-2", "PuTTY-User-Key-File-Private-Lines: ", ".atlasv1.", "-us1", "a -u b:c", "Q~", "hooks.slack.com/services/", "basic a", "authorization: ", "bearer a", "phone ", "b a ", "zq", " ", "\n", "219-45-6789 ", "912941234 ", "CE 12 34 56 ", "\uD83D",
        "12345678901 ", "pan 123456789 ", "A B 1 ", "123-", "1-1-1-", "A1 ", "HRB 1 ", "P<UTO", "<", "A<", new string('A', 43) + "<", "a.b.", "https://a", "1.5.", "12:", "1 de ", "\u200B1", "\uFF11\uFF12", "号1",
    ];

    [TestCaseSource(nameof(Units))]
    public void Scan_FourTimesTheText_CostsAboutFourTimes(string unit)
    {
        var (small, large) = (Repeat(unit, Small), Repeat(unit, 4 * Small));
        var (best, bestLarge) = (double.MaxValue, double.MaxValue);
        for (var attempt = 0; attempt < 8 && (attempt == 0 || bestLarge / best > MostGrowth); attempt++)
        {
            (best, bestLarge) = (Math.Min(best, Best(small)), Math.Min(bestLarge, Best(large)));
        }

        Assert.That(bestLarge / best, Is.LessThan(MostGrowth));
    }

    private static string Repeat(string unit, int length) => string.Concat(Enumerable.Repeat(unit, (length / unit.Length) + 1))[..length];

    private static double Best(string text)
    {
        List<Detection> found = new(text.Length);
        var best = double.MaxValue;
        for (var i = 0; i < 5; i++)
        {
            found.Clear();
            var (start, used) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
            All.Scan(text, found);
            best = Math.Min(best, Cost(Stopwatch.GetElapsedTime(start), Environment.CpuUsage.TotalTime - used));
        }

        return best;
    }

    // Other processes cost time, but none of this one's. Where that is counted in ticks of the clock, the time passed is the better measure.
    private static double Cost(TimeSpan passed, TimeSpan used) => (used > TimeSpan.Zero && used < passed ? used : passed).TotalMilliseconds;
}
