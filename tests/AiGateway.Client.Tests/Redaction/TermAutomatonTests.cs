using AiGateway.Client.Redaction;
using CsCheck;

namespace AiGateway.Client.Tests.Redaction;

public sealed class TermAutomatonTests
{
    [TestCase("ask ANNA SCHMIDT about it", "ANNA SCHMIDT")]
    [TestCase("ask Anna \n Schmidt's sister", "Anna \n Schmidt")]
    [TestCase("Élodie!", "Élodie")]
    [TestCase("O'Neil-Smith", "O'Neil-Smith")]
    public void Scan_Term_IsFoundInAnyCaseAndWhiteSpace(string text, string expected) =>
        Assert.That(Scan.Values(Scanner(new() { Terms = { "Anna Schmidt", "élodie", "O'Neil-Smith" } }), text), Is.EqualTo(new[] { expected }));

    [Test]
    public void Scan_PartOfAWord_IsFoundOnlyWhenAllowed([Values] bool wholeWords)
    {
        var scanner = Scanner(new() { Terms = { "ann" }, WholeWords = wholeWords });
        Assert.That(Scan.Values(scanner, "planned by Ann, Änn and anné"), Is.EqualTo(wholeWords ? new[] { "Ann" } : ["ann", "Ann", "ann"]));
    }

    [Test]
    public void Scan_OtherCase_IsFoundOnlyWhenIgnored([Values] bool ignoreCase)
    {
        var scanner = Scanner(new() { Terms = { "Mark" }, IgnoreCase = ignoreCase });
        Assert.That(Scan.Values(scanner, "mark it, Mark"), Is.EqualTo(ignoreCase ? new[] { "mark", "Mark" } : ["Mark"]));
    }

    [Test]
    public void Scan_SeveralLists_KeepTheirEntitiesAndRules()
    {
        var scanner = Scanner(
            new() { Entity = "PERSON", Terms = { "Contoso Meyer" } },
            new RedactionTerms { Entity = "ORGANIZATION", Terms = { "Contoso" }, IgnoreCase = false });
        Assert.That(Scan.Entities(scanner, "CONTOSO and Contoso and contoso meyer"), Is.EqualTo(new[] { "ORGANIZATION", "PERSON" }));
    }

    [Test]
    public void Constructor_BlankTerm_NamesTheEntity() =>
        Assert.That(() => Scanner(new() { Entity = "CLIENT", Terms = { "a", " " } }), Throws.ArgumentException.With.Message.Contains("CLIENT"));

    [Test]
    public void Scan_AnyTermsInAnyText_FindsWhatASearchForEachFinds()
    {
        var small = Gen.Char["abA "].Array[1, 6].Select(characters => new string(characters));
        Gen.Select(small.Where(term => term.Trim().Length > 0).Array[1, 5], Gen.Char["abAB "].Array[0, 40].Select(characters => new string(characters))).Sample((terms, text) =>
        {
            RedactionTerms list = new() { WholeWords = false };
            foreach (var term in terms) list.Terms.Add(term);
            List<Detection> found = [];
            new TermAutomaton([list], true).Scan(text, found);
            var places = found.Select(detection => (detection.Start, detection.End)).Distinct().Order();
            return places.SequenceEqual(terms.SelectMany(term => Occurrences(text, term)).Distinct().Order());
        });
    }

    private static TextScanner Scanner(RedactionTerms first, params RedactionTerms[] others) => new([], [first, .. others]);

    /// <summary>Tries every place: the term's words in order with white space between.</summary>
    private static IEnumerable<(int Start, int End)> Occurrences(string text, string term)
    {
        var words = term.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        for (var start = 0; start < text.Length; start++)
        {
            var end = MatchEnd(text, start, words);
            if (end > start) yield return (start, end);
        }
    }

    private static int MatchEnd(string text, int start, string[] words)
    {
        var position = start;
        for (var i = 0; i < words.Length; i++)
        {
            var gap = position;
            while (i > 0 && position < text.Length && text[position] == ' ') position++;
            if (i > 0 && position == gap) return -1;
            if (!text.AsSpan(position).StartsWith(words[i], StringComparison.OrdinalIgnoreCase)) return -1;
            position += words[i].Length;
        }

        return position;
    }
}
