using AiGateway.Client.Redaction;
using AiGateway.Client.Redaction.Secrets;

namespace AiGateway.Client.Tests.Redaction.Secrets;

/// <summary>Every row of the key formats, with a key and with what only looks like one.</summary>
public sealed class KeyFormatTests
{
    private const int Keys = 20;

    private static readonly TextScanner Scanner = new([EntityNames.Secret]);

    private static IEnumerable<string> SubTypes => KeyFormats.All.Select(format => format.SubType);

    [Test]
    public void All_Rows_HaveSamplesAndNamesOfTheirOwn()
    {
        Assert.That(SubTypes, Is.EquivalentTo(KeySamples.Templates.Keys));
        Assert.That(SubTypes.Select(type => type.Split('/')[0]).Distinct().Count(), Is.GreaterThanOrEqualTo(100));
    }

    [TestCaseSource(nameof(SubTypes))]
    public void Scan_Key_IsFoundWholeWithItsSubType(string subType)
    {
        KeyMaker maker = new(subType.Length);
        for (var i = 0; i < Keys; i++)
        {
            var key = maker.Make(KeySamples.Templates[subType]);
            AssertFound(key, $"use \"{key}\" here", subType);
            AssertFound(key, key + ".", subType);
            AssertFound(key, $"a=1\\n{key}\\n", subType);
            AssertFound(key, $"q%3D{key}%26x", subType);
        }
    }

    [TestCaseSource(nameof(SubTypes))]
    public void Scan_LookAlike_IsNotFound(string subType)
    {
        var format = KeyFormats.All.Single(format => format.SubType == subType);
        var key = new KeyMaker(7).Make(KeySamples.Templates[subType]);
        var body = key[format.Prefix.Length..];
        var tooShort = key[..(format.Prefix.Length + Math.Min(format.MinLength - 1, 9))];
        foreach (var text in new[] { tooShort, format.Prefix + "EXAMPLE" + body[7..], format.Prefix + "${TOKEN}", format.Prefix + new string('x', body.Length), format.Prefix + "your_" + body[5..], tooShort + "***", tooShort + "…" })
        {
            Assert.That(Scan.Values(Scanner, $"use {text} here"), Is.Empty, text[..format.Prefix.Length]);
        }

        Assert.That(Scan.Values(Scanner, "word" + key).Where(found => found.EndsWith(key, StringComparison.Ordinal)), Is.Empty);
    }

    [TestCase("github/personal-access-token")]
    [TestCase("npm/access-token")]
    [TestCase("grafana/service-account-token")]
    public void Scan_KeyWithWrongChecksum_IsLessSure(string subType)
    {
        var key = new KeyMaker(3).Make(KeySamples.Templates[subType]);
        var changed = key[..8] + (key[8] == 'a' ? 'b' : 'a') + key[9..];
        Assert.That(Scan.Detections(Scanner, key).Single().Score, Is.EqualTo(1.0));
        Assert.That(Scan.Detections(Scanner, changed).Single().Score, Is.LessThan(0.8));
    }

    private static void AssertFound(string key, string text, string subType)
    {
        var found = Scan.Detections(Scanner, text);
        Assert.That(found.Select(detection => text.Substring(detection.Start, detection.Length)), Is.EqualTo(new[] { key }), subType);
        Assert.That(found[0].SubType, Is.EqualTo(subType));
    }
}
