using AiGateway.Client.Redaction;
using AiGateway.Client.Redaction.Identifiers;

namespace AiGateway.Client.Tests.Redaction;

/// <summary>Whatever the text: no exception, every span inside, sorted and disjoint. Ten million bytes for each entity.</summary>
public sealed class ScannerFuzzTests
{
    private const int Pieces = 1250;
    private const int PieceLength = 4000;
    private const string Signs = "0123456789012345678901234567890123456789 abcdefABCDEFxyzGB.-:/@+()_=;%[]\"'\n\t,\u00A0\u2011\u200B\u00AD\uFF11\uFF15<";

    private static readonly string[] Words =
    [
        "bc1", "0x", "DE89", "eyJ", "sk-", "AKIA", "password=", "authorization: ", "bearer ", "://", "-----BEGIN ", "PRIVATE KEY-----", "-----END ", "call ", "card ", "ssn ", "xn--", "::",
        "@example.org", "ghp_", "AIza", "JQQJ99", "PuTTY-User-Key-File-", "Private-Lines: ", ".atlasv1.", "-us1", "_mmk", "Q~", "curl -u ", "token=\"", "api_key: ", "\\n", "%3D", "server=", " x12", "ext", "@[", "\"@",
        "HRB ", "DE ", "CHE-", "756.", "784-", "ATU", "P<UTO", "<<<<", " pesel ", " passport ",
    ];

    private static IEnumerable<string> Entities => TextScanner.SupportedEntities.Except(IdentifierCatalog.Entities);

    [TestCaseSource(nameof(Entities))]
    public void Scan_RandomText_KeepsSpansInsideAndDisjoint(string entity) => Fuzz(new TextScanner([entity]), entity.Length);

    /// <summary>Every row of data sees the ten million bytes; without a threshold, each hit of each counts.</summary>
    [Test]
    public void Scan_RandomText_ForAllIdentifiers_KeepsSpansInsideAndDisjoint() =>
        Fuzz(new TextScanner(IdentifierCatalog.Entities, thresholds: IdentifierCatalog.Entities.ToDictionary(entity => entity, _ => 0.0)), 7);

    [Test]
    public void Scan_RandomText_WithEverythingOn_KeepsSpansInsideAndDisjoint() =>
        Fuzz(new TextScanner(TextScanner.SupportedEntities, [new() { Terms = { "ab", "b c", "a" }, WholeWords = false }], [new() { Entity = "X", Pattern = "[a-f]{2,9}" }]), 99);

    private static void Fuzz(TextScanner scanner, int seed)
    {
        Random random = new(seed);
        var text = new char[PieceLength];
        List<Detection> found = [];
        for (var piece = 0; piece < Pieces; piece++)
        {
            Fill(text, random, piece % 4);
            found.Clear();
            scanner.Scan(text, found);
            var end = 0;
            foreach (var detection in found)
            {
                if (detection.Start < end || detection.Length < 1 || detection.End > text.Length) Assert.Fail($"{detection} after {end}, piece {piece}");
                end = detection.End;
            }
        }
    }

    private static void Fill(char[] text, Random random, int kind)
    {
        if (kind == 0)
        {
            random.NextBytes(System.Runtime.InteropServices.MemoryMarshal.AsBytes(text.AsSpan()));
            return;
        }

        for (var i = 0; i < text.Length; i++)
        {
            text[i] = random.Next(200) == 0 ? (char)random.Next(0xD800, 0xE000) : Signs[random.Next(Signs.Length)];
            if (kind == 1 || random.Next(12) != 0) continue;
            var word = Words[random.Next(Words.Length)];
            if (i + word.Length > text.Length) continue;
            word.CopyTo(text.AsSpan(i));
            i += word.Length - 1;
        }
    }
}
