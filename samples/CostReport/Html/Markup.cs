using System.Globalization;
using System.Xml.Linq;

namespace CostReport.Html;

/// <summary>Makes elements. The XML classes encode every name and value, so none of them can become markup.</summary>
internal static class Markup
{
    public static XElement Element(string name, params object?[] content) => new(name, [.. content, ""]);

    public static XElement Div(string cssClass, params object?[] content) => Element("div", [Class(cssClass), .. content]);

    public static XAttribute Class(string names) => new("class", names);

    public static XAttribute Attribute(string name, object value) => new(name, Convert.ToString(value, CultureInfo.InvariantCulture)!);

    public static XElement Section(string title, string note, params object?[] content) =>
        Element("section", [Element("h2", title), note.Length > 0 ? Element("p", Class("note"), note) : null, .. content]);
}
