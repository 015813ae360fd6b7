using System.Globalization;
using System.Text.Json;

namespace AiGateway.Client.Metering;

/// <summary>A price list in the gateway's own schema, version 1. Rows are found when it is read and understood when they are asked for.</summary>
internal sealed class PriceList : IPriceLayer
{
    private const int SchemaVersion = 1;

    private readonly byte[] _json;
    private readonly string _source;
    private readonly Dictionary<string, Dictionary<string, Range>> _vendors = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Dictionary<string, string>> _newest = new(StringComparer.OrdinalIgnoreCase);

    private PriceList(byte[] json, string source)
    {
        _json = json;
        _source = source;
    }

    public DateOnly? Date { get; private set; }

    public IEnumerable<string> Vendors => _vendors.Keys;

    public int Count => _vendors.Values.Sum(models => models.Count);

    /// <summary>Reads a list.</summary>
    /// <exception cref="FormatException">It is not a price list of this version.</exception>
    public static PriceList Read(byte[] json, string source)
    {
        var list = new PriceList(json, source);
        try
        {
            list.Index();
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new FormatException($"It is not a price list: {exception.Message}", exception);
        }

        return list;
    }

    /// <summary>Understands every row, as a list that somebody wrote by hand must be.</summary>
    /// <returns>What is wrong, one message for each row.</returns>
    public IEnumerable<string> Check(decimal maxRate)
    {
        foreach (var (vendor, models) in _vendors)
        {
            foreach (var (model, range) in models)
            {
                foreach (var error in Check(range, $"{vendor}/{model}", maxRate))
                {
                    yield return error;
                }
            }
        }
    }

    public ModelPrice? Find(string? vendor, string model) =>
        vendor is not null && _vendors.TryGetValue(vendor, out var models) && models.TryGetValue(model, out var range)
            ? new ModelPrice(model, vendor, Rows(range), _source, Date)
            : null;

    public ModelPrice? FindNewest(string vendor, string model) =>
        _newest.TryGetValue(vendor, out var models) && models.TryGetValue(model, out var dated) ? Find(vendor, dated) : null;

    public IEnumerable<ModelPrice> All(string vendor) =>
        _vendors.TryGetValue(vendor, out var models) ? models.Keys.Select(model => Find(vendor, model)!) : [];

    private List<string> Check(Range range, string path, decimal maxRate)
    {
        List<string> errors = [];
        try
        {
            var validator = new PriceValidator(maxRate, errors);
            Rows(range).ForEach(row => validator.Validate(row, path));
        }
        catch (Exception exception) when (exception is FormatException or InvalidOperationException or ArgumentException)
        {
            errors.Add($"{path} is not a price: {exception.Message}");
        }

        return errors;
    }

    private List<PriceOptions> Rows(Range range)
    {
        using var document = JsonDocument.Parse(_json.AsMemory(range));
        return PriceListReader.Read(document.RootElement);
    }

    private void Index()
    {
        var reader = new Utf8JsonReader(_json);
        var version = 0;
        Step(ref reader);
        while (Step(ref reader) && reader.TokenType is JsonTokenType.PropertyName)
        {
            var name = reader.GetString();
            Step(ref reader);
            switch (name)
            {
                case "version":
                    version = reader.GetInt32();
                    break;
                case "date":
                    Date = DateOnly.ParseExact(reader.GetString()!, "yyyy-MM-dd", CultureInfo.InvariantCulture);
                    break;
                case "prices":
                    IndexVendors(ref reader);
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        if (version != SchemaVersion)
        {
            throw new FormatException($"Its version is {version}; this gateway reads version {SchemaVersion}.");
        }
    }

    private void IndexVendors(ref Utf8JsonReader reader)
    {
        while (Step(ref reader) && reader.TokenType is JsonTokenType.PropertyName)
        {
            var vendor = reader.GetString()!;
            var models = _vendors[vendor] = new Dictionary<string, Range>(StringComparer.OrdinalIgnoreCase);
            var newest = _newest[vendor] = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
            Step(ref reader);
            while (Step(ref reader) && reader.TokenType is JsonTokenType.PropertyName)
            {
                var model = reader.GetString()!;
                Step(ref reader);
                var start = (int)reader.TokenStartIndex;
                reader.Skip();
                models[model] = start..(int)reader.BytesConsumed;
                if (PriceNames.WithoutDate(model) is { } plain && (!newest.TryGetValue(plain, out var known) || string.CompareOrdinal(model, known) > 0))
                {
                    newest[plain] = model;
                }
            }
        }
    }

    private static bool Step(ref Utf8JsonReader reader) => reader.Read() ? true : throw new FormatException("It ends too early.");
}
