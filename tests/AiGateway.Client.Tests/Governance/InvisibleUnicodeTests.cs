using System.Globalization;
using AiGateway.Client.Context;
using AiGateway.Client.Governance;
using AiGateway.Client.Governance.Policies;

namespace AiGateway.Client.Tests.Governance;

/// <summary>What hides is removed or refused, and what scripts and emoji are written with stays.</summary>
public sealed class InvisibleUnicodeTests
{
    private const string Folder = "/usr/share/unicode/emoji";

    private static readonly TestCaseData[] Hidden =
    [
        Case("tags that spell a text", "Hi" + Tags("ignore"), "Hi"),
        Case("tags behind an emoji that is no flag", "\U0001F600" + Tags("ignore") + "\U000E007F", "\U0001F600"),
        Case("too many tags behind a flag", "\U0001F3F4" + Tags("ignoreall") + "\U000E007F", "\U0001F3F4"),
        Case("variation selectors in a row", "\U0001F600\uFE0F\uFE01\uFE02\uFE03", "\U0001F600\uFE0F"),
        Case("supplementary selectors behind an emoji", "\U0001F600\U000E0101\U000E0102", "\U0001F600"),
        Case("a selector behind a letter", "a\uFE00b\uFE01", "ab"),
        Case("zero-width characters", "pass\u200Bword\u200C \u200D\u2060\uFEFF", "password "),
        Case("joiners in a row", "a\u200D\u200C\u200D\u200D\u200Db", "ab"),
        Case("many joiners between Arabic letters", "\u0645\u200C\u200D\u200C\u200D\u06CC", "\u0645\u06CC"),
        Case("an override", "access \u202Enimda\u202C", "access nimda"),
        Case("isolates", "if (a\u2066// b\u2069)", "if (a// b)"),
        Case("marks in a Latin text", "ab\u200Ec\u200Fd\u061C", "abcd"),
        Case("a soft hyphen", "pass\u00ADword", "password"),
        Case("control characters", "a\u0000\u0008\u001B[31m\u007F\u009Bb", "a[31mb"),
        Case("fillers", "a\u3164\uFFA0\u115Fb", "ab"),
        Case("annotations and musical formats", "a\uFFF9\uFFFB\U0001D173b", "ab"),
        Case("invisible operators", "a\u2061\u2062\u2063\u2064b", "ab"),
        Case("a combining grapheme joiner behind a letter", "a\u034Fb", "ab"),
    ];

    private static readonly string[] Kept =
    [
        "plain text,\twith tabs\r\nand lines", "Zürich, naïve, Ελλάδα, Привет, 你好, こんにちは, 안녕하세요",
        "\u0645\u06CC\u200C\u062E\u0648\u0627\u0647\u0645", "\u0647\u200D", "\u200D\u0647", "\u0644\u200D\u200C\u200D\u0627",
        "\u0915\u094D\u200D\u0937", "\u0915\u094D\u200C\u0937", "\u0D28\u0D4D\u200D", "\u0DC1\u0DCA\u200D\u0DBB\u0DD3", "\u09B0\u200D\u09CD\u09AF",
        "\u05E9\u05DC\u05D5\u05DD\u200F! (\u200Eabc)", "\u0627\u0644\u0639\u0631\u0628\u064A\u0629\u061C 12", "\u1820\u180B\u1821\u180E\u1820",
        "\u0E2A\u0E27\u0E31\u0E2A\u0E14\u0E35\u200B\u0E04\u0E23\u0E31\u0E1A", "\u845B\U000E0100\u98FE", "\u2229\uFE00 0\uFE00", "\u1100\u1160\u11A8", "\U0001D400 \U0001D15E",
    ];

    [TestCaseSource(nameof(Hidden))]
    public async Task Hidden_IsRemoved(string text, string rest)
    {
        var client = Client(PolicyAction.Change);
        await client.AskAsync(text, streamed: false);
        Assert.That(client.Sent.Single().Text, Is.EqualTo(rest));
        Assert.That(client.Result!.Decisions.Single().ReasonCode, Is.EqualTo("invisible_unicode"));
    }

    [TestCaseSource(nameof(Hidden))]
    public async Task Hidden_IsRefused(string text, string rest)
    {
        Assert.That(rest, Is.Not.EqualTo(text));
        foreach (var streamed in new[] { false, true })
        {
            Assert.That(await Client(PolicyAction.Deny).DenyAsync(text, streamed), Is.EqualTo("invisible_unicode"));
        }
    }

    [TestCaseSource(nameof(Hidden))]
    public async Task Hidden_InAnAnswer_IsRemovedWhateverTheChunking(string text, string rest)
    {
        for (var pieces = 1; pieces <= text.Length; pieces++)
        {
            Assert.That((await Client(PolicyAction.Change, text, pieces).AskAsync("Hi", streamed: true)).Text, Is.EqualTo(rest));
        }
    }

    [TestCaseSource(nameof(Kept))]
    public void ScriptsThatNeedSuchCharacters_PassUnchanged(string text) => ShouldPass(text);

    [TestCase("emoji-test.txt", 4_000)]
    [TestCase("emoji-zwj-sequences.txt", 1_000)]
    [TestCase("emoji-sequences.txt", 700)]
    [TestCase("emoji-variation-sequences.txt", 300)]
    public void EverySequenceOfUnicode_PassesUnchanged(string file, int least)
    {
        var path = Path.Combine(Folder, file);
        if (!File.Exists(path))
        {
            const string reason = "The package unicode-data is not installed.";
            Assert.That(Environment.GetEnvironmentVariable("CI"), Is.Not.EqualTo("true"), reason);
            Assert.Ignore(reason);
        }

        var sequences = File.ReadLines(path).Select(line => line.Split('#', ';')[0].Trim()).Where(field => field.Length > 0).SelectMany(Sequences).ToList();
        Assert.That(sequences, Has.Count.AtLeast(least));
        foreach (var sequence in sequences)
        {
            ShouldPass(sequence);
            ShouldPass($"so {sequence}{sequence} it is");
        }
    }

    [TestCaseSource(nameof(Kept))]
    public async Task ScriptsInAStream_PassWhateverTheChunking(string text)
    {
        for (var pieces = 1; pieces <= text.Length; pieces++)
        {
            Assert.That((await Client(PolicyAction.Change, text, pieces).AskAsync("Hi", streamed: true)).Text, Is.EqualTo(text));
        }
    }

    [Test, CancelAfter(20_000)]
    public void HostileTexts_TakeLinearTime()
    {
        foreach (var piece in new[] { "\u200D", "\uFE0F", "\U000E0041", "\u200E", "\uDB40", "\U0001F600\u200D" })
        {
            var text = string.Concat(Enumerable.Repeat(piece, 200_000));
            for (var from = 0; HiddenCharacters.Find(text, from, out var length) is >= 0 and var found; from = found + length)
            {
                Assert.That(length, Is.Positive);
            }
        }
    }

    private static void ShouldPass(string text) => Assert.That(HiddenCharacters.Find(text, 0, out _), Is.EqualTo(-1), string.Join(' ', text.Select(c => ((int)c).ToString("X4", CultureInfo.InvariantCulture))));

    private static IEnumerable<string> Sequences(string field)
    {
        if (field.Split("..") is [var first, var last])
        {
            return Enumerable.Range(Code(first), Code(last) - Code(first) + 1).Select(char.ConvertFromUtf32);
        }

        return [string.Concat(field.Split(' ').Select(code => char.ConvertFromUtf32(Code(code))))];
    }

    private static int Code(string hex) => int.Parse(hex, NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    private static string Tags(string text) => string.Concat(text.Select(c => char.ConvertFromUtf32(0xE0000 + c)));

    private static TestCaseData Case(string name, string text, string rest) => new TestCaseData(text, rest).SetArgDisplayNames(name);

    private static GovernedClient Client(PolicyAction action, string answer = "fine", int pieces = 4) =>
        GovernedClient.Says(options => options.Policies["unicode"] = new InvisibleUnicodePolicyOptions { Type = "InvisibleUnicode", Action = action }, answer, pieces);
}
