using static AiGateway.Client.Tests.Redaction.Identifiers.Made;

namespace AiGateway.Client.Tests.Redaction.Identifiers.Countries;

public sealed class LatinAmericaTests : CountryTests
{
    protected override IReadOnlyList<Example> Examples =>
    [
        new("AR_CUIT", With("27-2819354*-*", v => Sum(v, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1) % 11 == 0), "CUIT", 90),
        new("BR_CPF", With("371.940.528-**", v => Sum(v, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1) % 11 < 1 && Sum(v, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1) % 11 < 1), "CPF", 95),
        new("BR_CNPJ", With("7K.3P9.2M1/0001-**", v => CnpjSum(v, 12) && CnpjSum(v, 13)), "CNPJ", 95),
        new("BR_PIS", With("174.90213.8*-*", v => Sum(v, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2, 1) % 11 == 0), "PIS", 90),
        new("CL_RUT", With("17.345.21*-*", v => Sum(v, 3, 2, 7, 6, 5, 4, 3, 2, 1) % 11 == 0), "RUT", 90),
        new("CO_NIT", With("81349206*-*", v => (11 - (Sum(v, 41, 37, 29, 23, 19, 17, 13, 7, 3) % 11)) % 11 == v[9] - '0' && v[9] > '1'), "NIT", 80),
        new("DO_CEDULA", With("001-1284693-*", Luhn), "cedula", 100),
        new("EC_CEDULA", With("171284693*", Luhn), "cedula", 95),
        new("EC_RUC", With("171284693*001", v => Luhn(v[..10])), "RUC", 80),
        new("GT_NIT", With("712846*-*", v => Sum(v, 8, 7, 6, 5, 4, 3, 2, 1) % 11 == 0), "NIT", 100),
        new("MX_CURP", With("PEXL850412HDFRRN0*", v => v.Select((c, i) => (18 - i) * (c > 'N' ? Sum(c.ToString(), 1) + 1 : Sum(c.ToString(), 1))).Sum() % 10 == 0), "CURP", 80),
        new("MX_RFC", With("PEXL8504127*?", v => v.Select((c, i) => (13 - i) * (i == 12 && c == 'A' ? 10 : c > 'N' ? Sum(c.ToString(), 1) + 1 : Sum(c.ToString(), 1))).Sum() % 11 == 0 && v[^1] <= 'A'), "RFC", 80),
        new("PE_RUC", With("2061734820*", v => (11 - (Sum(v, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2) % 11)) % 10 == v[10] - '0'), "RUC", 80),
        new("PY_RUC", With("8003461*-*", v => Sum(v, 9, 8, 7, 6, 5, 4, 3, 2, 1) % 11 == 0), "RUC", 90),
        new("UY_CEDULA", With("3.816.274-*", v => Sum(v, 2, 9, 8, 7, 6, 3, 4, 1) % 10 == 0), "cedula", 60),
        new("UY_RUT", With("21634702001*", v => Sum(v, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2, 1) % 11 == 0), "RUT", 95),
        new("VE_RIF", With("J-3182746*-*", v => Sum("3" + v[1..], 4, 3, 2, 7, 6, 5, 4, 3, 2, 1) % 11 == 0), "RIF", 90),
    ];

    [TestCase("AR_DNI", "mi DNI es 28.193.547", "28.193.547")]
    [TestCase("PE_DNI", "DNI 41928375", "41928375")]
    public void Scan_NumberWithoutCheckDigit_NeedsItsWord(string entity, string text, string expected)
    {
        Assert.That(Scan.For(entity, text), Is.EqualTo(new[] { expected }));
        Assert.That(Scan.For(entity, expected), Is.Empty);
    }

    [Test]
    public void Scan_CompanyOfMexico_HasThreeLetters() =>
        Assert.That(Scan.For("MX_RFC", With("TQK9304185L?", v => (481 + v.Select((c, i) => (12 - i) * (i == 11 && c == 'A' ? 10 : c > 'N' ? Sum(c.ToString(), 1) + 1 : Sum(c.ToString(), 1))).Sum()) % 11 == 0 && v[^1] <= 'A')), Has.Length.EqualTo(1));

    /// <summary>Characters count as their code less 48; the weights run from 2 to 9 from the right, again and again.</summary>
    private static bool CnpjSum(string value, int at)
    {
        var sum = value[..at].Reverse().Select((c, i) => (c - '0') * ((i % 8) + 2)).Sum() % 11;
        return value[at] - '0' == (sum < 2 ? 0 : 11 - sum);
    }
}
