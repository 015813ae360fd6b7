using System.Globalization;
using System.Xml.Linq;
using static CostReport.Html.Markup;

namespace CostReport.Html;

/// <summary>The frame of a chart over the days of a month.</summary>
internal sealed class Chart
{
    public const double Width = 480;
    public const double Height = 250;
    public const double Bottom = Height - 24;

    private const double Left = 46;
    private const double Right = Width - 10;
    private const double Top = 22;

    private readonly XElement _svg;
    private readonly int _days;
    private readonly double _most;

    public Chart(string description, int days, decimal most)
    {
        _days = days;
        var step = Step((double)most);
        _most = Math.Ceiling((double)most / step) * step;
        _svg = new XElement("svg", Attribute("viewBox", $"0 0 {Width} {Height}"), Attribute("role", "img"), Attribute("aria-label", description));
        for (var value = 0.0; value <= _most + (step / 2); value += step)
        {
            Line("grid", Left, Y((decimal)value), Right, Y((decimal)value));
            Text("axis end", Left - 6, Y((decimal)value) + 4, string.Create(CultureInfo.InvariantCulture, $"${value:N0}"));
        }

        foreach (var day in Enumerable.Range(1, days).Where(day => day == 1 || day % 5 == 0))
        {
            Text("axis middle", X(day - 0.5), Height - 6, day.ToString(CultureInfo.InvariantCulture));
        }
    }

    public XElement Svg => _svg;

    /// <summary>Finds the place of a moment, in days since the beginning of the month.</summary>
    public double X(double day) => Left + ((Right - Left) * day / _days);

    public double Y(decimal amount) => Bottom - ((Bottom - Top) * (double)amount / _most);

    public void Line(string cssClass, double x1, double y1, double x2, double y2) =>
        Add("line", cssClass, ("x1", x1), ("y1", y1), ("x2", x2), ("y2", y2));

    public void Bar(double day, decimal amount, string title)
    {
        var (width, y) = ((Right - Left) / _days * 0.7, Y(amount));
        Add("rect", "mark", ("x", X(day - 0.5) - (width / 2)), ("y", y), ("width", width), ("height", Math.Max(0, Bottom - y)), ("rx", 2)).Add(Element("title", title));
    }

    public void Path(string cssClass, IEnumerable<(double Day, decimal Amount)> points, bool closed = false)
    {
        var list = points.ToList();
        var text = "M" + string.Join("L", list.Select(point => string.Create(CultureInfo.InvariantCulture, $"{X(point.Day):0.##} {Y(point.Amount):0.##}")));
        text += closed ? string.Create(CultureInfo.InvariantCulture, $"L{X(list[^1].Day):0.##} {Bottom}L{X(list[0].Day):0.##} {Bottom}Z") : "";
        _svg.Add(new XElement("path", Class(cssClass), Attribute("d", text)));
    }

    public void Dot(double day, decimal amount) => Add("circle", "dot", ("cx", X(day)), ("cy", Y(amount)), ("r", 4));

    public void Text(string cssClass, double x, double y, string text) => Add("text", cssClass, ("x", x), ("y", y)).Add(text);

    private XElement Add(string name, string cssClass, params (string Name, double Value)[] attributes)
    {
        var element = new XElement(name, Class(cssClass), attributes.Select(attribute => Attribute(attribute.Name, Math.Round(attribute.Value, 2))));
        _svg.Add(element);
        return element;
    }

    // Four or five lines at round numbers.
    private static double Step(double most)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(Math.Max(most, 1) / 4)));
        return power * new[] { 1, 2, 2.5, 5, 10 }.First(factor => factor * power * 5 >= most);
    }
}
