using System.Collections;
using System.Security.Cryptography;
using System.Text;

namespace AiGateway.Client.Configuration;

/// <summary>The version of a configuration: a hash of everything in it but its secrets, equal on every instance that has the same.</summary>
internal static class ConfigurationVersion
{
    private const int Length = 12;

    public static string Of(AiGatewayOptions options) => OfPart(options);

    /// <summary>Gets the version of one section, which other sections do not change.</summary>
    public static string OfPart(object options)
    {
        var text = new StringBuilder();
        Append(text, "", options);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))[..Length];
    }

    [System.Diagnostics.CodeAnalysis.UnconditionalSuppressMessage("Trimming", "IL2072", Justification = "Options types are kept by ConfigurationReader.")]
    private static void Append(StringBuilder text, string path, object? value)
    {
        if (value is IDictionary map)
        {
            foreach (var key in map.Keys.Cast<string>().Order(StringComparer.OrdinalIgnoreCase))
            {
                Append(text, $"{path}:{key.ToUpperInvariant()}", map[key]);
            }
        }
        else if (value is not null && OptionShape.IsNested(value.GetType()))
        {
            foreach (var shape in OptionShape.Of(value.GetType()).Where(shape => !shape.IsSecret))
            {
                Append(text, $"{path}:{shape.Name}", shape.Property.GetValue(value));
            }
        }
        else
        {
            text.Append(path).Append('=').Append(OptionValue.Format(value)).Append('\n');
        }
    }
}
