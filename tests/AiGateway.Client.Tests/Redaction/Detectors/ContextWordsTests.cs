using AiGateway.Client.Redaction;
using AiGateway.Client.Redaction.Detectors;

namespace AiGateway.Client.Tests.Redaction.Detectors;

/// <summary>What is kept of a search for words tells the same as a search for each number.</summary>
public sealed class ContextWordsTests
{
    private static readonly ContextWords Words = new("tel", "telefon", "*phone", "call us");

    [Test]
    public void IsNear_NumberAfterNumber_TellsWhatASearchForEachTells()
    {
        string[] parts = ["tel ", "telefon ", "telex ", "phones ", "megaphone", "call us ", "call ", "1 ", "12 34 ", "555 0147 ", "x", " ", "tele", new string('-', 30), new string('.', 90), new string(' ', 300)];
        Random random = new(5);
        var near = 0;
        for (var i = 0; i < 2000; i++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(1, 30)).Select(_ => parts[random.Next(parts.Length)]));
            near += CountNear(text, random);
        }

        Assert.That(near, Is.GreaterThan(1000));
    }

    private static int CountNear(string text, Random random)
    {
        var memos = new ContextMemo[ContextWords.MaxMemos];
        var near = 0;
        for (var start = 0; start < text.Length; start += random.Next(1, 20))
        {
            var end = Math.Min(text.Length, start + random.Next(1, 12));
            var word = new TextWord(text, start, end, WordKind.Number, [], [], memos);
            var expected = Words.IsNear(text, start, end);
            if (Words.IsNear(word, start, end) != expected || (expected && !Words.MayBeNear(word, start))) Assert.Fail($"'{text}' from {start} to {end}: expected {expected}");
            near += expected ? 1 : 0;
        }

        return near;
    }
}
