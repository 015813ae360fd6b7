using AiGateway.Client.Redaction;

namespace AiGateway.Client.Tests.Redaction.Detectors;

public sealed class CreditCardDetectorTests
{
    [TestCase("411111111111111", TestName = "Visa, 16 digits")]
    [TestCase("491761000000", TestName = "Visa, 13 digits")]
    [TestCase("411111111111111111", TestName = "Visa, 19 digits")]
    [TestCase("222300310000917", TestName = "Mastercard of the 2 series")]
    [TestCase("545454545454545", TestName = "Mastercard")]
    [TestCase("37144963539843", TestName = "American Express")]
    [TestCase("3623456789012", TestName = "Diners Club")]
    [TestCase("601100099013942", TestName = "Discover")]
    [TestCase("353011133330000", TestName = "JCB")]
    [TestCase("18000123456789", TestName = "JCB of 15 digits")]
    [TestCase("50203456789", TestName = "Maestro of 12 digits")]
    [TestCase("675964982643845312", TestName = "Maestro of 19 digits")]
    [TestCase("622202123456789", TestName = "UnionPay")]
    public void Scan_KnownIssuer_IsFound(string withoutCheckDigit)
    {
        var number = Valid.Luhn(withoutCheckDigit);
        Assert.That(Scan.For(EntityNames.CreditCard, $"My card {number} expires."), Is.EqualTo(new[] { number }));
    }

    [TestCase(" ")]
    [TestCase("-")]
    [TestCase(".")]
    [TestCase("\u00A0")]
    [TestCase("\u202F")]
    [TestCase("\u2011")]
    public void Scan_Groups_AreFoundWhole(string separator)
    {
        var number = Valid.Grouped(Valid.Luhn("520082828282821"), 4, separator);
        Assert.That(Scan.For(EntityNames.CreditCard, $"({number}), please"), Is.EqualTo(new[] { number }));
    }

    [Test]
    public void Scan_GroupsOfAmericanExpress_AreFoundWhole()
    {
        var number = Valid.Luhn("37828224631000");
        var printed = $"{number[..4]} {number[4..10]} {number[10..]}";
        Assert.That(Scan.For(EntityNames.CreditCard, printed + ", thanks"), Is.EqualTo(new[] { printed }));
    }

    [Test]
    public void Scan_TwoCardsInARow_AreTwo()
    {
        var (first, second) = (Valid.Luhn("411111111111111"), Valid.Luhn("555555555555444"));
        Assert.That(Scan.For(EntityNames.CreditCard, $"{first} {second}"), Is.EqualTo(new[] { first, second }));
    }

    [Test]
    public void Scan_NumberFollowedBySecurityCode_EndsBeforeTheCode()
    {
        var number = Valid.Grouped(Valid.Luhn("411111111111111"), 4, " ");
        Assert.That(Scan.For(EntityNames.CreditCard, number + " 123"), Is.EqualTo(new[] { number }));
    }

    [Test]
    public void Scan_BesideChineseText_IsFound()
    {
        var number = Valid.Luhn("411111111111111");
        Assert.That(Scan.For(EntityNames.CreditCard, $"卡号{number}吗"), Is.EqualTo(new[] { number }));
    }

    [TestCase("12345678{0}")]
    [TestCase("ab{0}")]
    [TestCase("{0}ff")]
    [TestCase("0.{0}")]
    [TestCase("{0}.25")]
    [TestCase("{0}-77-1")]
    public void Scan_PartOfSomethingLonger_IsNotFound(string text) =>
        Assert.That(Scan.For(EntityNames.CreditCard, string.Format(null, text, Valid.Luhn("411111111111111"))), Is.Empty);

    [Test]
    public void Scan_GroupOfUuid_IsNotFound() =>
        Assert.That(Scan.For(EntityNames.CreditCard, $"id 0f8fad5b-d9cb-469f-a165-{Valid.Luhn("50203456789")} of a row"), Is.Empty);

    [Test]
    public void Scan_UnknownIssuer_NeedsContext()
    {
        var number = Valid.Luhn("900000000000001");
        Assert.That(Scan.For(EntityNames.CreditCard, $"order {number} is late"), Is.Empty);
        Assert.That(Scan.For(EntityNames.CreditCard, $"my credit card {number} is late"), Is.EqualTo(new[] { number }));
    }

    [Test]
    public void Scan_TimestampWithValidLuhnDigit_IsNotFound([Values("{0}", "at {0} ms")] string text) =>
        Assert.That(Scan.For(EntityNames.CreditCard, string.Format(null, text, Valid.Luhn("172000000123"))), Is.Empty);

    [Test]
    public void Scan_BarCodeOfAKnownIssuersRange_NeedsContext()
    {
        var number = Enumerable.Range(0, 1000).Select(i => Valid.Luhn($"400638133{i:000}")).First(IsGtin);
        Assert.That(Scan.For(EntityNames.CreditCard, $"article {number} is sold out"), Is.Empty);
        Assert.That(Scan.For(EntityNames.CreditCard, $"card {number} is lost"), Is.EqualTo(new[] { number }));
    }

    [Test]
    public void Scan_WordThatOnlyContainsContext_IsNoContext() =>
        Assert.That(Scan.For(EntityNames.CreditCard, $"discarded {Valid.Luhn("900000000000001")} as late"), Is.Empty);

    [Test]
    public void Scan_SameDigits_IsNotFound() => Assert.That(Scan.For(EntityNames.CreditCard, "card 0000000000000000"), Is.Empty);

    private static bool IsGtin(string number) => number.Select((digit, i) => (digit - '0') * (i % 2 == 0 ? 1 : 3)).Sum() % 10 == 0;
}
