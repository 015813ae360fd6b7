using System.Globalization;
using System.Xml.Linq;
using Dashboard.Live;
using static CostReport.Html.Markup;

namespace Dashboard.Html;

/// <summary>Requests over the last minutes: served, refused, failed, one upon the other.</summary>
internal static class TrafficChart
{
    private const double Width = 480;
    private const double Height = 220;
    private const double Left = 34;
    private const double Bottom = Height - 24;
    private const double Top = 12;

    public static XElement Create(IReadOnlyList<TimeSlot> slots)
    {
        var step = Step(slots.Max(slot => slot.Requests));
        var most = step * 4;
        var svg = new XElement("svg", Attribute("viewBox", $"0 0 {Width} {Height}"), Attribute("role", "img"), Attribute("aria-label", $"{slots.Sum(slot => slot.Requests)} requests in the last five minutes"));
        for (var value = 0L; value <= most; value += step)
        {
            svg.Add(Shape("line", "grid", ("x1", Left), ("y1", Y(value, most)), ("x2", Width), ("y2", Y(value, most))));
            svg.Add(Label("axis end", Left - 6, Y(value, most) + 4, value.ToString(CultureInfo.InvariantCulture)));
        }

        for (var place = 0; place < slots.Count; place++)
        {
            svg.Add(Bars(slots[place], place, slots.Count, most));
            if (place % 6 == 3)
            {
                svg.Add(Label("axis middle", X(place + 0.5, slots.Count), Height - 6, slots[place].Start.ToString("HH:mm:ss", CultureInfo.InvariantCulture)));
            }
        }

        return Div("chart", svg, Legend());
    }

    private static XElement Bars(TimeSlot slot, int place, int count, long most)
    {
        var group = new XElement("g", new XElement("title", string.Create(CultureInfo.InvariantCulture,
            $"{slot.Start:HH:mm:ss}: {slot.Served} served, {slot.Refused} refused, {slot.Failed} failed")));
        var below = 0L;
        foreach (var (kind, height) in new[] { ("mark", slot.Served), ("refused", slot.Refused), ("failed", slot.Failed) }.Where(part => part.Item2 > 0))
        {
            below += height;
            group.Add(Shape("rect", kind, ("x", X(place + 0.15, count)), ("y", Y(below, most)), ("width", (Width - Left) / count * 0.7), ("height", Y(0, most) - Y(height, most))));
        }

        return group;
    }

    private static XElement Legend() => Element("p", Class("note legend"),
        Element("span", Class("key served"), ""), "served", Element("span", Class("key refused"), ""), "refused", Element("span", Class("key failed"), ""), "failed");

    private static double X(double place, int count) => Left + ((Width - Left) * place / count);

    private static double Y(long value, long most) => Bottom - ((Bottom - Top) * value / most);

    private static XElement Shape(string name, string cssClass, params (string Name, double Value)[] attributes) =>
        new(name, Class(cssClass), attributes.Select(attribute => Attribute(attribute.Name, Math.Round(attribute.Value, 2))));

    private static XElement Label(string cssClass, double x, double y, string text) =>
        new("text", Class(cssClass), Attribute("x", Math.Round(x, 2)), Attribute("y", Math.Round(y, 2)), text);

    // Four lines at round numbers.
    private static long Step(long most)
    {
        for (var power = 1L; ; power *= 10)
        {
            foreach (var factor in new[] { 1, 2, 5 })
            {
                if (4 * factor * power >= most)
                {
                    return factor * power;
                }
            }
        }
    }
}
