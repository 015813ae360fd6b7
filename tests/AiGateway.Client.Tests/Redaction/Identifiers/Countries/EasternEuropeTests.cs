using static AiGateway.Client.Tests.Redaction.Identifiers.Made;

namespace AiGateway.Client.Tests.Redaction.Identifiers.Countries;

public sealed class EasternEuropeTests : CountryTests
{
    protected override IReadOnlyList<Example> Examples =>
    [
        new("BG_EGN", With("780423384*", v => Sum(v, 2, 4, 8, 5, 10, 9, 7, 3, 6) % 11 % 10 == v[9] - '0'), "ЕГН", 80),
        new("CZ_RODNE_CISLO", With("785423/38**", v => Mod(v, 11) == 0), "rodné číslo", 90),
        new("CZ_ICO", With("3847162*", v => (11 - (Sum(v, 8, 7, 6, 5, 4, 3, 2) % 11)) % 10 == v[7] - '0'), "IČO", 80),
        new("CZ_VAT", With("CZ3847162*", v => (11 - (Sum(v[2..], 8, 7, 6, 5, 4, 3, 2) % 11)) % 10 == v[9] - '0'), "DIČ", 80),
        new("SK_RODNE_CISLO", With("785423/38**", v => Mod(v, 11) == 0), "rodné číslo", 90),
        new("SK_VAT", With("SK 20384716**", v => Mod(v[2..], 11) == 0), "DPH, IČ DPH", 90),
        new("HU_TAX_ID", With("83847162**", v => Sum(v, 1, 2, 3, 4, 5, 6, 7, 8, 9) % 11 == v[9] - '0'), "adóazonosító jel", 90),
        new("HU_PERSONAL_ID", With("1-780423-38**", v => Sum(v, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10) % 11 == v[10] - '0'), "személyi szám", 70),
        new("HU_TAJ", With("384 716 25*", v => Sum(v, 3, 7, 3, 7, 3, 7, 3, 7) % 10 == v[8] - '0'), "TAJ szám", 100),
        new("HU_VAT", With("3847162*-2-41", v => Sum(v, 9, 7, 3, 1, 9, 7, 3, 1) % 10 == 0), "adószám", 60),
        new("MD_IDNP", With("203847162593*", v => Sum(v, 7, 3, 1, 7, 3, 1, 7, 3, 1, 7, 3, 1) % 10 == v[12] - '0'), "IDNP", 95),
        new("PL_PESEL", With("7804233847*", v => Sum(v, 1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1) % 10 == 0), "PESEL", 100),
        new("PL_NIP", With("384-716-2*-9*", v => Sum(v, 6, 5, 7, 2, 3, 4, 5, 6, 7) % 11 == v[9] - '0'), "NIP", 95),
        new("PL_REGON", With("38471625*", v => Sum(v, 8, 9, 2, 3, 4, 5, 6, 7) % 11 % 10 == v[8] - '0'), "REGON", 80),
        new("PL_ID_CARD", With("CKR *84716", v => Sum(v, 7, 3, 1, 0, 7, 3, 1, 7, 3) % 10 == v[3] - '0'), "dowód osobisty", 80),
        new("RO_CNP", With("178042312384*", v => Sum(v, 2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9) % 11 % 10 == v[12] - '0' && v[12] != '0'), "CNP", 80),
        new("RO_CUI", With("RO 1384716*", v => Sum(v[2..], 3, 2, 1, 7, 5, 3, 2) * 10 % 11 % 10 == v[9] - '0'), "CUI", 80),
        new("RU_INN", With("3847162593**", v => Sum(v, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8) % 11 % 10 == v[10] - '0' && Sum(v, 3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8) % 11 % 10 == v[11] - '0'), "ИНН", 90),
        new("RU_OGRN", With("138471625938*", v => Mod(v[..12], 11) % 10 == v[12] - '0'), "ОГРН", 80),
        new("RU_SNILS", With("384-716-259 **", v => Sum(v, 9, 8, 7, 6, 5, 4, 3, 2, 1) % 101 % 100 == int.Parse(v[9..])), "СНИЛС", 95),
        new("UA_RNTRC", With("284716259*", v => ((Sum(v[1..], 5, 7, 9, 4, 6, 10, 5, 7) - v[0] + '0') % 11) % 10 == v[9] - '0'), "РНОКПП", 80),
    ];

    [Test]
    public void Scan_PolishBornAfter1999_HasTwentyOnTheMonth()
    {
        var number = With("08242338**1", v => Sum(v, 1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1) % 10 == 0);
        Assert.That(Scan.For("PL_PESEL", number), Is.EqualTo(new[] { number }));
    }

    [TestCase("7815233847*")]
    [TestCase("7804323847*")]
    [TestCase("7802303847*")]
    public void Scan_PolishDateThatIsNone_IsNotFound(string template) => Assert.That(Scan.For("PL_PESEL", With(template, v => Sum(v, 1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1) % 10 == 0)), Is.Empty);
}
