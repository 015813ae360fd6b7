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

    [Test]
    public void Page_Countries_AreThoseOfTheRows()
    {
        var page = File.ReadAllLines(Path.Combine(RepositoryRoot.Path, "docs", "identifiers.md"));
        var listed = page.Select(line => line.Split('|', StringSplitOptions.TrimEntries)).Where(cells => cells is [_, { Length: 2 }, _, _, _]).ToDictionary(cells => cells[1], cells => cells[3].Split(", "));
        Assert.That(listed.Keys, Is.EquivalentTo(IdentifierCatalog.Countries));
        foreach (var (country, entities) in listed)
        {
            Assert.That(entities, Is.EquivalentTo(IdentifierCatalog.All.Where(row => row.Country == country).Select(row => row.Entity).Distinct()), country);
        }
    }

    [TestCase("d<3>", "ddd")]
    [TestCase("a<1-2>-d", "a-d", "aa-d")]
    [TestCase("DE:?dd", "DEdd", "DE dd", "DE-dd", "DE.dd")]
    [TestCase("d_d_d", "d d d", "d-d-d", "d.d.d")]
    public void Form_Parse_ExpandsRepetitionsAndChoices(string forms, params string[] expected) =>
        Assert.That(IdentifierForm.Parse(forms).Select(form => string.Concat(form.Groups.Select((group, i) => i == 0 ? group : form.Separators[i - 1] + group))), Is.EqualTo(expected));

    [TestCase("d<9>", GroupShape.Digits)]
    [TestCase("a<2>", GroupShape.Letters)]
    [TestCase("x", GroupShape.Digits, GroupShape.Letters)]
    public void Shape_OfPlainTemplate_IsOne(string form, params int[] expected) =>
        Assert.That(GroupShape.Of(IdentifierForm.Parse(form).Single().Template), Is.EqualTo(expected));

    [TestCase("add", "K48")]
    [TestCase("xxd", "4K8")]
    [TestCase("DEdd", "DE12")]
    [TestCase("dxxa", "4K8P")]
    [TestCase("dxxa", "448P")]
    public void Shape_OfGroup_IsAmongThoseOfItsTemplate(string template, string group) =>
        Assert.That(GroupShape.Of(template), Does.Contain(GroupShape.OfMixed(group)));
}
