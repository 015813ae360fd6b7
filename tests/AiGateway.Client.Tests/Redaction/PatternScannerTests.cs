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

    [Test]
    public void Scan_PatternThatReadsTheRestForEveryMatch_IsRefusedByName()
    {
        var scanner = Scanner(new() { Entity = "EMPLOYEE", Pattern = "a.*z|a", Key = "far-ahead" });
        Assert.That(Scan.Values(scanner, new string('a', 1000)), Has.Length.EqualTo(1000));
        var started = System.Diagnostics.Stopwatch.GetTimestamp();
        var refused = Assert.Throws<RedactionRejectedException>(() => Scan.Values(scanner, new string('a', 1_000_000)));
        Assert.That(System.Diagnostics.Stopwatch.GetElapsedTime(started), Is.LessThan(TimeSpan.FromSeconds(60)), "all of it would take hours");
        Assert.That((refused!.ReasonCode, refused.Entity), Is.EqualTo(("redaction_pattern", "EMPLOYEE")));
        Assert.That(refused.Message, Does.Contain("Redaction:Patterns:far-ahead").And.Not.Contain("aaa"));
    }

    [Test]
    public void Scan_ManyMatchesOfABoundedPattern_AreAllFound() =>
        Assert.That(Scan.Values(Scanner(new() { Entity = "EMPLOYEE", Pattern = @"\bE-\d{5}\b" }), string.Concat(Enumerable.Repeat("E-12345 ", 100_000))), Has.Length.EqualTo(100_000));

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
