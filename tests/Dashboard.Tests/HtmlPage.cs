using System.Xml;
using System.Xml.Linq;

namespace Dashboard.Tests;

/// <summary>The page as a reader sees it: sections, tiles, tables.</summary>
internal sealed class HtmlPage
{
    public HtmlPage(string text)
    {
        Text = text;
        using var reader = XmlReader.Create(new StringReader(text), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore });
        Root = XElement.Load(reader);
    }

    public string Text { get; }

    public XElement Root { get; }

    public XElement Section(string id) => Root.Descendants("section").Single(section => (string?)section.Attribute("id") == id);

    /// <summary>Reads the value and the note of a tile.</summary>
    public (string Value, string Note) Tile(string name)
    {
        var parts = Root.Descendants("div").Single(tile => (string?)tile.Attribute("class") == "tile" && tile.Elements().First().Value == name).Elements().ToList();
        return (parts[1].Value, parts[2].Value);
    }

    /// <summary>Reads the cells of a row by its first cell.</summary>
    public IReadOnlyList<string> Row(string section, string name) =>
        [.. Section(section).Descendants("tr").Single(row => row.Elements().First().Value == name).Elements().Select(cell => cell.Value)];

    public IReadOnlyList<string> Foot(string section) => [.. Section(section).Descendants("tfoot").Single().Descendants("tr").Single().Elements().Select(cell => cell.Value)];

    public IReadOnlyList<IReadOnlyList<string>> Rows(string section) =>
        [.. Section(section).Descendants("tbody").Single().Elements("tr").Select(row => (IReadOnlyList<string>)[.. row.Elements().Select(cell => cell.Value)])];
}
