using System.Globalization;
using System.IO.Compression;
using System.Text.Json;

namespace AiGateway.Client.Evaluation.Cost;

/// <summary>Makes the built-in price table from merged public price lists.</summary>
internal static class PricesVerb
{
    // As the gateway's own default: a higher rate is a mistake in the list.
    private const decimal MaxRate = 1000;

    private static readonly (string From, string To)[] RateNames =
    [
        ("input", "input"), ("output", "output"), ("cacheRead", "cacheRead"), ("cacheWrite", "cacheWrite"), ("cacheWrite1h", "cacheWrite1h"),
        ("reasoning", "reasoning"), ("audioIn", "audioInput"), ("audioOut", "audioOutput"),
    ];

    private static readonly Dictionary<string, string> Confidences = new()
    {
        ["agree3"] = "threeAgree",
        ["agree2"] = "twoAgree",
        ["single"] = "oneList",
        ["conflict"] = "conflict",
    };

    public static async Task RunAsync(VerbArguments arguments)
    {
        using var document = Open(arguments.Required("input"));
        using var json = new MemoryStream();
        var rows = Convert(document.RootElement, json);
        var packed = Compress(json.ToArray());
        await File.WriteAllBytesAsync(arguments.Required("output"), packed);
        JsonLines.Write(new { rows, bytes = json.Length, packed = packed.Length });
    }

    private static JsonDocument Open(string file)
    {
        try
        {
            return JsonDocument.Parse(File.ReadAllBytes(file));
        }
        catch (Exception exception) when (exception is IOException or JsonException)
        {
            throw new BadInputException($"{file}: {exception.Message}");
        }
    }

    private static int Convert(JsonElement source, Stream target)
    {
        var rows = 0;
        using var writer = new Utf8JsonWriter(target);
        writer.WriteStartObject();
        writer.WriteNumber("version", 1);
        writer.WriteString("date", source.GetProperty("meta").GetProperty("asOf").GetString());
        writer.WriteStartObject("prices");
        foreach (var vendor in source.GetProperty("models").EnumerateArray().GroupBy(row => row.GetProperty("provider").GetString()!))
        {
            writer.WriteStartObject(vendor.Key);
            foreach (var row in vendor.Where(IsSane))
            {
                rows++;
                WriteRow(writer, row);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
        return rows;
    }

    private static bool IsSane(JsonElement row)
    {
        var sane = Number(row.GetProperty("input")) <= MaxRate && Number(row.GetProperty("output")) <= MaxRate;
        if (!sane)
        {
            Console.Error.WriteLine($"{row.GetProperty("provider")}/{row.GetProperty("model")} is left out: its rates are absurd.");
        }

        return sane;
    }

    private static void WriteRow(Utf8JsonWriter writer, JsonElement row)
    {
        writer.WriteStartObject(row.GetProperty("model").GetString()!);
        writer.WriteString("confidence", Confidences[row.GetProperty("confidence").GetString()!]);
        WritePeriod(writer, row);
        if (row.TryGetProperty("free", out var free) && free.GetBoolean())
        {
            writer.WriteBoolean("free", true);
        }

        WriteServiceTiers(writer, row);
        WriteMultipliers(writer, row, "region:", "regions");
        WriteMultipliers(writer, row, "speed:", "speeds");
        if (row.TryGetProperty("scheduled", out var scheduled))
        {
            writer.WriteStartArray("scheduled");
            foreach (var period in scheduled.EnumerateArray())
            {
                writer.WriteStartObject();
                WritePeriod(writer, period);
                WriteFees(writer, row);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    private static void WritePeriod(Utf8JsonWriter writer, JsonElement period)
    {
        WriteRates(writer, period);
        WriteFees(writer, period);
        if (period.TryGetProperty("effectiveFrom", out var from))
        {
            writer.WriteString("effectiveFrom", from.GetString());
        }

        WriteTiers(writer, period);
    }

    private static void WriteFees(Utf8JsonWriter writer, JsonElement row)
    {
        WriteNumber(writer, row, "perRequest", "perRequest");
        WriteNumber(writer, row, "searchPerQuery", "perSearch");
    }

    private static void WriteRates(Utf8JsonWriter writer, JsonElement rates)
    {
        foreach (var (from, to) in RateNames)
        {
            WriteNumber(writer, rates, from, to);
        }
    }

    private static void WriteTiers(Utf8JsonWriter writer, JsonElement rates)
    {
        if (!rates.TryGetProperty("tiers", out var tiers))
        {
            return;
        }

        writer.WriteStartArray("tiers");
        foreach (var tier in tiers.EnumerateArray())
        {
            writer.WriteStartObject();
            WriteNumber(writer, tier, "aboveInputTokens", "above");
            WriteRates(writer, tier);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteServiceTiers(Utf8JsonWriter writer, JsonElement row)
    {
        var tiers = row.TryGetProperty("serviceTiers", out var known) ? known.EnumerateObject().Select(tier => (tier.Name, tier.Value)).ToList() : [];
        if (row.TryGetProperty("batch", out var batch))
        {
            tiers.Add(("batch", batch));
        }

        if (tiers.Count == 0)
        {
            return;
        }

        writer.WriteStartObject("serviceTiers");
        foreach (var (name, rates) in tiers)
        {
            writer.WriteStartObject(name);
            WriteRates(writer, rates);
            WriteTiers(writer, rates);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static void WriteMultipliers(Utf8JsonWriter writer, JsonElement row, string prefix, string name)
    {
        var own = row.TryGetProperty("multipliers", out var all)
            ? all.EnumerateObject().Where(entry => entry.Name.StartsWith(prefix, StringComparison.Ordinal)).ToList() : [];
        if (own.Count == 0)
        {
            return;
        }

        writer.WriteStartObject(name);
        own.ForEach(entry => writer.WriteNumber(entry.Name[prefix.Length..], Number(entry.Value)));
        writer.WriteEndObject();
    }

    private static void WriteNumber(Utf8JsonWriter writer, JsonElement row, string from, string to)
    {
        if (row.TryGetProperty(from, out var value))
        {
            writer.WriteNumber(to, Number(value));
        }
    }

    private static decimal Number(JsonElement value) =>
        value.ValueKind is JsonValueKind.String ? decimal.Parse(value.GetString()!, NumberStyles.Number, CultureInfo.InvariantCulture) : value.GetDecimal();

    private static byte[] Compress(byte[] json)
    {
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.SmallestSize))
        {
            brotli.Write(json);
        }

        return packed.ToArray();
    }
}
