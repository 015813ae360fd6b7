using System.IO.Compression;

namespace AiGateway.Client.Metering;

/// <summary>The price table in the assembly. It is unpacked when the first price is asked for.</summary>
internal static class BuiltInPrices
{
    public const string SourceName = "built-in";

    private const string ResourceName = "AiGateway.Client.Metering.prices.json.br";

    private static readonly Lazy<PriceList> Shared = new(Load);

    public static PriceList List => Shared.Value;

    private static PriceList Load()
    {
        using var resource = typeof(BuiltInPrices).Assembly.GetManifestResourceStream(ResourceName)!;
        using var unpacked = new BrotliStream(resource, CompressionMode.Decompress);
        using var json = new MemoryStream();
        unpacked.CopyTo(json);
        return PriceList.Read(json.ToArray(), SourceName);
    }
}
