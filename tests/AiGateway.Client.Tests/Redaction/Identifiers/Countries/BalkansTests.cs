using static AiGateway.Client.Tests.Redaction.Identifiers.Made;

namespace AiGateway.Client.Tests.Redaction.Identifiers.Countries;

public sealed class BalkansTests : CountryTests
{
    protected override IReadOnlyList<Example> Examples =>
    [
        new("BA_JMBG", With("23049781738**", IsCitizen), "JMBG", 80),
        new("ME_JMBG", With("23049782138**", IsCitizen), "JMBG", 80),
        new("MK_EMBG", With("23049784538**", IsCitizen), "EMBG", 80),
        new("RS_JMBG", With("23049787138**", IsCitizen), "JMBG", 80),
        new("SI_EMSO", With("23049785038**", IsCitizen), "EMŠO", 80),
        new("HR_OIB", With("3847162593*", Hybrid), "OIB", 100),
        new("RS_PIB", With("38471625*", Hybrid), "PIB", 95),
        new("SI_TAX_NUMBER", With("SI384716**", v => Sum(v[2..], 8, 7, 6, 5, 4, 3, 2, 1) % 11 == 0), "davčna številka", 90),
    ];

    [Test]
    public void Scan_RegionOfAnotherCountry_IsNotFound() => Assert.That(Scan.For("SI_EMSO", With("23049787138**", IsCitizen)), Is.Empty);

    private static bool IsCitizen(string value) => Sum(value, 7, 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1) % 11 == 0;
}
