using System.Collections;
using System.Diagnostics;
using System.Globalization;
using System.Reflection;

namespace AiGateway.Client.Tests.Telemetry;

/// <summary>Every text of every signal, found by reflection: a property that a later version adds is looked at, too.</summary>
internal static class SignalTexts
{
    public static IReadOnlyList<string> Of(Signals signals, RecordingLogger? log = null)
    {
        List<string> texts = [];
        foreach (var span in signals.Spans)
        {
            Collect(span, texts, []);
        }

        foreach (var measured in signals.Measurements)
        {
            Collect(measured.Tags, texts, []);
        }

        foreach (var entry in log?.Entries ?? [])
        {
            texts.Add(entry.Text);
            Collect(entry.Values, texts, []);
        }

        return texts;
    }

    private static void Collect(object? value, List<string> texts, HashSet<object> visited)
    {
        switch (value)
        {
            case null:
                break;
            case string text:
                texts.Add(text);
                break;
            case IFormattable number:
                texts.Add(number.ToString(null, CultureInfo.InvariantCulture));
                break;
            case IEnumerable many when visited.Add(many):
                foreach (var one in many)
                {
                    Collect(one, texts, visited);
                }

                break;
            default:
                CollectProperties(value, texts, visited);
                break;
        }
    }

    private static void CollectProperties(object value, List<string> texts, HashSet<object> visited)
    {
        if (value is Type or MemberInfo or Delegate || (!value.GetType().IsValueType && !visited.Add(value)))
        {
            return;
        }

        texts.Add(value.ToString() ?? "");
        foreach (var property in value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.GetIndexParameters().Length == 0))
        {
            if (value is not Activity || property.Name is not nameof(Activity.Parent))
            {
                Collect(property.GetValue(value), texts, visited);
            }
        }
    }
}
