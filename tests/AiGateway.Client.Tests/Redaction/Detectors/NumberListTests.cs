using AiGateway.Client.Redaction;

namespace AiGateway.Client.Tests.Redaction.Detectors;

/// <summary>Long lists of numbers are read once; what stands in, before and behind them is found all the same.</summary>
public sealed class NumberListTests
{
    private const int Longest = 230;

    private static IEnumerable<(string Value, string Entity)> Values =>
    [
        ("(202) 555-0147", EntityNames.PhoneNumber), ("+1 202 555 0147", EntityNames.PhoneNumber), ("202 555 0147", EntityNames.PhoneNumber), ("020 7946 0991", EntityNames.PhoneNumber),
        (Valid.Luhn("411111111111111"), EntityNames.CreditCard), ("219-45-6789", EntityNames.UsSsn), ("203.0.113.9", EntityNames.IpAddress), ("joe@example.org", EntityNames.EmailAddress),
    ];

    [TestCase("123 ")]
    [TestCase("7 ")]
    [TestCase("42, ")]
    [TestCase("123-")]
    [TestCase("8.")]
    public void Scan_ValueBehindAListOfAnyLength_IsFound(string item)
    {
        foreach (var (value, entity) in Values)
        {
            for (var count = 1; count < Longest; count += 3)
            {
                var list = string.Concat(Enumerable.Repeat(item, count));
                var text = $"{list}; {value} ; {list}";
                Assert.That(Scan.For(entity, text), Does.Contain(value), $"{count} times '{item}'");
            }
        }
    }

    [Test]
    public void Scan_WordBehindAListOfAnyLength_MakesATelephoneNumberOfItsEnd()
    {
        for (var count = 1; count < Longest; count++)
        {
            var text = string.Concat(Enumerable.Repeat("31 ", count)) + "phone";
            Assert.That(Scan.For(EntityNames.PhoneNumber, text), count < 4 ? Is.Empty : Is.Not.Empty, $"{count} numbers");
        }
    }
}
