using System.IO.Compression;

namespace AiGateway.Client.Metering;

/// <summary>The price table in the assembly. It is unpacked when the first price is asked for.</summary>
internal sealed class BuiltInPrices : IPriceLayer
{
    public const string SourceName = "built-in";

    private const string ResourceName = "AiGateway.Client.Metering.prices.json.br";

    private static readonly Lazy<PriceList> Shared = new(Load);

    private BuiltInPrices()
    {
    }

    public static BuiltInPrices Layer { get; } = new();

    public static PriceList List => Shared.Value;

    public DateOnly? Date => List.Date;

    public IEnumerable<string> Vendors => List.Vendors;

    public ModelPrice? Find(string? vendor, string model) => List.Find(vendor, model);

    public ModelPrice? FindNewest(string vendor, string model) => List.FindNewest(vendor, model);

    public IEnumerable<ModelPrice> All(string vendor) => List.All(vendor);

    private static PriceList Load()
    {
        using var resource = typeof(BuiltInPrices).Assembly.GetManifestResourceStream(ResourceName)!;
        using var unpacked = new BrotliStream(resource, CompressionMode.Decompress);
        using var json = new MemoryStream();
        unpacked.CopyTo(json);
        return PriceList.Read(json.ToArray(), SourceName);
    }
}
