using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace AiGateway.Client.Configuration;

/// <summary>Copies options with everything below them, and lists their values. What only code can set is no option and is left out.</summary>
internal static class OptionTree
{
    private const string Kept = "Options types are kept by ConfigurationReader, and those of policies by their type.";

    /// <summary>Copies every option of one object to another of the same type.</summary>
    [UnconditionalSuppressMessage("Trimming", "IL2072", Justification = Kept)]
    public static void Copy(object from, object to)
    {
        foreach (var shape in OptionShape.Of(from.GetType()))
        {
            var value = shape.Property.GetValue(from);
            if (shape.ElementType is { } element)
            {
                CopyMap((IDictionary)value!, (IDictionary)shape.Property.GetValue(to)!, element);
            }
            else if (OptionShape.IsNested(shape.Property.PropertyType))
            {
                Copy(value!, shape.Property.GetValue(to)!);
            }
            else
            {
                shape.Property.SetValue(to, value);
            }
        }
    }

    /// <summary>Lists the values at and below an option, by path. Secrets that stand below it are left out.</summary>
    public static IReadOnlyDictionary<string, string> Values(string path, object? value)
    {
        var values = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        List(path, value, values);
        return values;
    }

    [UnconditionalSuppressMessage("Trimming", "IL2072", Justification = Kept)]
    private static void CopyMap(IDictionary from, IDictionary to, Type element)
    {
        to.Clear();
        foreach (DictionaryEntry entry in from)
        {
            var value = entry.Value;
            if (value is not null && OptionShape.IsNested(element))
            {
                value = Activator.CreateInstance(value.GetType())!;
                Copy(entry.Value!, value);
            }

            to[entry.Key] = value;
        }
    }

    [UnconditionalSuppressMessage("Trimming", "IL2072", Justification = Kept)]
    private static void List(string path, object? value, Dictionary<string, string> values)
    {
        if (value is IDictionary map)
        {
            foreach (DictionaryEntry entry in map)
            {
                List($"{path}:{entry.Key}", entry.Value, values);
            }
        }
        else if (value is not null && OptionShape.IsNested(value.GetType()))
        {
            foreach (var shape in OptionShape.Of(value.GetType()).Where(static shape => !shape.IsSecret))
            {
                List($"{path}:{shape.Name}", shape.Property.GetValue(value), values);
            }
        }
        else
        {
            values[path] = OptionValue.Format(value);
        }
    }
}
