using System.Collections.Concurrent;
using AiGateway.Client.Redaction;
using AiGateway.Client.Redaction.Identifiers;

namespace AiGateway.Client.Tests.Redaction.Identifiers;

/// <summary>What holds for the identifiers of every country. To add a country, derive a class with an example of each.</summary>
public abstract class CountryTests
{
    private static readonly Dictionary<string, double> Unnamed = IdentifierCatalog.Entities.ToDictionary(entity => entity, _ => EvidenceScores.Unnamed);

    private readonly ConcurrentDictionary<(string Entity, bool IsNamed), TextScanner> _scanners = new();

    protected abstract IReadOnlyList<Example> Examples { get; }

    /// <summary>Gets rows that are not in the catalog.</summary>
    private protected virtual IReadOnlyList<Identifier>? Rows => null;

    internal IEnumerable<string> Entities => Examples.Select(example => example.Entity);

    [Test]
    public void Scan_ValidValueAlone_IsFoundExactly() => Assert.Multiple(() =>
    {
        foreach (var example in Examples)
        {
            Assert.That(Find(example, example.Value), Is.EqualTo(new[] { example.Value }), example.Entity);
            Assert.That(Find(example, $"\n({example.Value})."), Is.EqualTo(new[] { example.Value }), example.Entity);
        }
    });

    [Test]
    public void Scan_BesideItsWord_IsFoundThoughNobodyNamedIt() => Assert.Multiple(() =>
    {
        foreach (var example in Examples)
        {
            var text = $"Please note that my {example.Word} is {example.Value}, and answer soon.";
            Assert.That(Find(example, text, Unnamed), Is.EqualTo(new[] { example.Value }), example.Entity);
        }
    });

    [Test]
    public void Scan_InsideLongerValue_IsNotFound() => Assert.Multiple(() =>
    {
        foreach (var example in Examples)
        {
            Assert.That(Find(example, $"{example.Value}7Q5"), Has.None.EqualTo(example.Value), example.Entity);
            Assert.That(Find(example, $"7Q5{example.Value}"), Has.None.EqualTo(example.Value), example.Entity);
        }
    });

    [Test]
    public void Scan_ChangedDigit_IsNoticedAsTheCheckPromises() => Assert.Multiple(() =>
    {
        foreach (var example in Examples.Where(example => example.Notices > 0))
        {
            var changed = Changed(example.Value).ToList();
            var noticed = changed.Count(value => Find(example, value).Length == 0);
            Assert.That(noticed * 100, Is.GreaterThanOrEqualTo(changed.Count * example.Notices), $"{example}: {noticed} of {changed.Count}");
        }
    });

    [Test]
    public void Scan_WithHiddenCharacters_IsFoundExactly() => Assert.Multiple(() =>
    {
        foreach (var example in Examples)
        {
            foreach (var hidden in new[] { Split(example.Value, '\u200B'), Split(example.Value, '\u00AD'), Widened(example.Value), example.Value.Replace(' ', '\u00A0'), example.Value.Replace('-', '\u2011') })
            {
                Assert.That(Find(example, $"{example.Word}: {hidden}"), Is.EqualTo(new[] { hidden }), example.Entity);
            }
        }
    });

    private string[] Find(Example example, string text, Dictionary<string, double>? thresholds = null)
    {
        if (!_scanners.TryGetValue((example.Entity, thresholds is null), out var scanner))
        {
            _scanners[(example.Entity, thresholds is null)] = scanner = new TextScanner([example.Entity], thresholds: thresholds, identifiers: Rows);
        }

        return Scan.Values(scanner, text);
    }

    private static string Split(string value, char hidden) => string.Join(hidden, value.ToCharArray());

    private static string Widened(string value) => string.Concat(value.Select(c => char.IsAsciiDigit(c) ? (char)(c - '0' + '\uFF10') : c));

    private static IEnumerable<string> Changed(string value)
    {
        for (var i = 0; i < value.Length; i++)
        {
            if (!char.IsAsciiDigit(value[i])) continue;
            for (var digit = '0'; digit <= '9'; digit++)
            {
                if (digit != value[i]) yield return value[..i] + digit + value[(i + 1)..];
            }
        }
    }
}
