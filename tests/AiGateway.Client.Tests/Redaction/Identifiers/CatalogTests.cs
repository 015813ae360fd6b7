using AiGateway.Client.Redaction.Identifiers;

namespace AiGateway.Client.Tests.Redaction.Identifiers;

public sealed class CatalogTests
{
    // Tested beside the others of their country, for they need their word even where nothing else is in the text.
    private static readonly string[] WordOnly = ["AR_DNI", "PE_DNI", "US_EIN", "VN_CCCD", "FR_ID_CARD"];

    [Test]
    public void Catalog_EveryEntity_HasAnExample()
    {
        var tested = typeof(CountryTests).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(CountryTests)))
            .SelectMany(type => ((CountryTests)Activator.CreateInstance(type)!).Entities);
        Assert.That(IdentifierCatalog.Entities.Except(tested).Except(WordOnly), Is.Empty);
    }

    [Test]
    public void Catalog_Countries_AreAtLeastThirtyWithACheck() =>
        Assert.That(IdentifierCatalog.All.Where(row => row.Evidence is Evidence.Certain or Evidence.Grouped or Evidence.Checked).Select(row => row.Country).Distinct().Count(), Is.GreaterThanOrEqualTo(60));

    [Test]
    public void Catalog_Rows_NameTheirCountryAndWords() => Assert.Multiple(() =>
    {
        foreach (var row in IdentifierCatalog.All)
        {
            Assert.That(row.Country, Does.Match("^([A-Z]{2})?$"), row.Entity);
            Assert.That(row.Words, Is.Not.Empty, row.Entity);
            Assert.That(IdentifierForm.Parse(row.Forms).All(form => form.Groups.All(group => group.Length is > 0 and <= IdentifierNode.MaxLength)), row.Entity);
        }
    });

    [TestCase("d<3>", "ddd")]
    [TestCase("a<1-2>-d", "a|d", "aa|d")]
    [TestCase("DE:?dd", "DEdd", "DE|dd")]
    public void Form_Parse_ExpandsRepetitionsAndChoices(string forms, params string[] expected) =>
        Assert.That(IdentifierForm.Parse(forms).Select(form => string.Join('|', form.Groups)), Is.EqualTo(expected));
}
