using System.Text;
using AiGateway.Client.Redaction;
using AiGateway.Client.Redaction.Secrets;

namespace AiGateway.Client.Tests.Redaction.Secrets;

/// <summary>Every row of the keys that have no prefix.</summary>
public sealed class OtherFormatTests
{
    private static readonly Dictionary<string, string> Samples = new(StringComparer.Ordinal)
    {
        ["hashicorp/terraform-token"] = "{word:14}.atlasv1.{url:64}",
        ["airtable/personal-access-token"] = "pat{word:14}.{hex:64}",
        ["discord/bot-token"] = "{bot}.{url:6}.{url:38}",
        ["zhipu/api-key"] = "{hex:32}.{word:16}",
        ["mailchimp/api-key"] = "{hex:32}-us1{num:1}",
        ["telegram/bot-token"] = "1{num:9}:A{url:34}",
        ["google/messaging-server-key"] = "AAAA{word:7}:{url:140}",
        ["asana/personal-access-token"] = "1{num:15}:{hex:32}",
        ["facebook/app-access-token"] = "1{num:14}|{url:27}",
        ["maxmind/license-key"] = "{word:6}_{word:29}_mmk",
        ["microsoft/entra-client-secret"] = "{word:3}8Q~{word:34}",
        ["azure/service-key"] = "{word:52}JQQJ99{word:26}",
        ["azure/search-key"] = "{word:42}AzSeA{word:5}",
        ["azure/functions-key"] = "{word:44}AzFu{word:5}Q==",
        ["azure/cache-key"] = "{word:33}AzCaA{word:5}=",
        ["azure/storage-key"] = "{word:76}+ASt{word:5}g==",
        ["azure/container-registry-key"] = "{word:42}+ACRA{word:5}",
        ["twilio/api-key"] = "SK{hex:32}",
        ["twilio/account"] = "AC{hex:32}",
        ["newrelic/license-key"] = "{hex:36}NRAL",
    };

    private static readonly TextScanner Scanner = new([EntityNames.Secret]);

    private static IEnumerable<string> SubTypes => Samples.Keys;

    private static IEnumerable<string> NamedSubTypes => NamedFormats.All.Select(format => format.SubType);

    [Test]
    public void All_Rows_HaveSamples()
    {
        Assert.That(InfixFormats.All.Select(format => format.SubType).Concat(SignatureFormats.All.Select(format => format.SubType)), Is.SubsetOf(Samples.Keys));
        Assert.That(NamedSubTypes, Is.EquivalentTo(NamedSamples.Templates.Keys));
    }

    [TestCaseSource(nameof(SubTypes))]
    public void Scan_Key_IsFoundWholeWithItsSubType(string subType)
    {
        KeyMaker maker = new(subType.Length);
        for (var i = 0; i < 20; i++)
        {
            var key = Make(maker, subType);
            foreach (var text in new[] { $"use {key} here", $"(\"{key}\")", key })
            {
                var found = Scan.Detections(Scanner, text);
                Assert.That(found.Select(detection => text.Substring(detection.Start, detection.Length)), Is.EqualTo(new[] { key }), subType);
                Assert.That(found[0].SubType, Is.EqualTo(subType));
            }
        }
    }

    [TestCaseSource(nameof(SubTypes))]
    public void Scan_KeyCutOrContinued_IsNotFound(string subType)
    {
        var key = Make(new KeyMaker(5), subType);
        Assert.That(Scan.Values(Scanner, $"use {key[..(key.Length / 2)]} here"), Is.Empty);
        Assert.That(Scan.Values(Scanner, $"use b7{key} here").Where(found => found.EndsWith(key, StringComparison.Ordinal) && found.Length == key.Length), Is.Empty);
    }

    [TestCaseSource(nameof(NamedSubTypes))]
    public void Scan_NamedKey_IsFoundOnlyBesideItsName(string subType)
    {
        var (name, template) = NamedSamples.Templates[subType];
        KeyMaker maker = new(subType.Length);
        for (var i = 0; i < 10; i++)
        {
            var key = maker.Make(template);
            foreach (var text in new[] { $"{name}_value = \"{key}\"", $"{{\"{name}Credential\": \"{key}\"}}", $"{name.ToUpperInvariant()}: {key}\n" })
            {
                Assert.That(Scan.Values(Scanner, text), Is.EqualTo(new[] { key }), subType);
            }

            Assert.That(Scan.Values(Scanner, $"colour = \"{key}\""), Is.Empty);
            Assert.That(Scan.Values(Scanner, $"{name} = \"{key}0\"").Where(found => found == key), Is.Empty);
        }
    }

    private static string Make(KeyMaker maker, string subType) =>
        maker.Make(Samples[subType].Replace("{bot}", Convert.ToBase64String(Encoding.ASCII.GetBytes("1" + maker.Random("num", 17))), StringComparison.Ordinal));
}
