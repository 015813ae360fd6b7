using static AiGateway.Client.Tests.Redaction.Identifiers.Made;

namespace AiGateway.Client.Tests.Redaction.Identifiers.Countries;

public sealed class EastAsiaTests : CountryTests
{
    private const string Base31 = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    protected override IReadOnlyList<Example> Examples =>
    [
        // 2 to the power of the place, from the right, as GB 11643 gives it.
        new("CN_RIC", With("31010119780423384?", v => v[^1] is <= '9' or 'X' && v.Reverse().Select((c, i) => (c == 'X' ? 10 : c - '0') * (1 << i) % 11).Sum() % 11 == 1), "身份证", 100),
        new("CN_USCC", With("91310101MA1FP384K?", v => Base31.Contains(v[^1]) && (PowerSum(v) + Base31.IndexOf(v[^1])) % 31 == 0), "USCC", 90),
        new("HK_HKID", With("K38471*(*)", v => (36 * 9 + Sum(v, 8, 7, 6, 5, 4, 3, 2, 1)) % 11 == 0), "HKID", 100),
        new("JP_MY_NUMBER", With("3847 1625 93**", v => v[11] > '0' && Sum(v, 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1) % 11 == 0), "マイナンバー", 80),
        new("JP_CORPORATE_NUMBER", With("*384716259384", v => 9 - (Sum(v[1..], 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1) % 9) == v[0] - '0'), "法人番号", 80),
        new("KR_RRN", "780423-1384716", "주민등록번호", 0),
        new("KR_FRN", "780423-5384716", "외국인등록번호", 0),
        new("KR_BRN", With("384-71-6259*", v => (Sum(v, 1, 3, 7, 1, 3, 7, 1, 3, 5) + ((v[8] - '0') / 2) + v[9] - '0') % 10 == 0), "사업자등록번호", 95),
        new("KR_DRIVER_LICENSE", "11-38-471625-93", "운전면허", 0),
        new("KR_PASSPORT", "M384K7162", "여권", 0),
        new("TW_NATIONAL_ID", With("A13847162*", v => (1 + Sum(v[1..], 8, 7, 6, 5, 4, 3, 2, 1, 1)) % 10 == 0), "身分證", 80),
    ];

    [TestCase("KR_RRN", "781323-1384716")]
    [TestCase("KR_RRN", "780423-5384716")]
    [TestCase("KR_FRN", "780423-1384716")]
    [TestCase("KR_DRIVER_LICENSE", "29-38-471625-93")]
    [TestCase("KR_PASSPORT", "K384K7162")]
    [TestCase("KR_PASSPORT", "M384-K7162")]
    public void Scan_OutsideOfTheRules_IsNotFound(string entity, string value) => Assert.That(Scan.For(entity, value), Is.Empty);

    [Test]
    public void Scan_ChineseWithoutSpaces_FindsTheWordBefore()
    {
        var text = "我的纳税人个人番号是384716259388你知道吗";
        var number = With("3847162593**", v => v[11] > '0' && Sum(v, 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1) % 11 == 0);
        Assert.That(Scan.For("JP_MY_NUMBER", text.Replace("384716259388", number)), Is.EqualTo(new[] { number }));
    }

    private static int PowerSum(string value) => value[..17].Select((c, i) => Base31.IndexOf(c) * (int)System.Numerics.BigInteger.ModPow(3, i, 31)).Sum();
}
