using AiGateway.Client.Redaction;

namespace AiGateway.Client.Tests.Redaction;

public sealed class PatternScannerTests
{
    [Test]
    public void Scan_Pattern_IsFound([Values] bool ignoreCase)
    {
        var scanner = Scanner(new() { Entity = "EMPLOYEE", Pattern = @"\bE-\d{5}\b", IgnoreCase = ignoreCase });
        Assert.That(Scan.Values(scanner, "E-12345, e-54321, E-123456"), Is.EqualTo(ignoreCase ? new[] { "E-12345", "e-54321" } : ["E-12345"]));
    }

    [Test]
    public void Scan_EmptyMatches_AreNotReported() => Assert.That(Scan.Values(Scanner(new() { Entity = "X", Pattern = "a*" }), "baab"), Is.EqualTo(new[] { "aa" }));

    [TestCase("(")]
    [TestCase("(?=a)b")]
    [TestCase(@"(a)\1")]
    [TestCase("")]
    public void Constructor_PatternThatCannotBeUsed_NamesItAndItsEntity(string pattern) =>
        Assert.That(() => Scanner(new() { Entity = "EMPLOYEE", Pattern = pattern }), Throws.ArgumentException.With.Message.Contains("EMPLOYEE").And.Message.Contains(pattern));

    [TestCase(0)]
    [TestCase(1.1)]
    [TestCase(double.NaN)]
    public void Constructor_ScoreOutOfRange_IsRefused(double score) =>
        Assert.That(() => Scanner(new() { Entity = "E", Pattern = "a", Score = score }), Throws.ArgumentException.With.Message.Contains("score"));

    [Test]
    public void Constructor_NoEntity_IsRefused() => Assert.That(() => Scanner(new() { Pattern = "a" }), Throws.ArgumentException.With.Message.Contains("Entity"));

    private static TextScanner Scanner(RedactionPattern pattern) => new([], null, [pattern]);
}
