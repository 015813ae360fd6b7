namespace AiGateway.Client.Metering;

/// <summary>The prices of the configuration.</summary>
internal sealed class ConfiguredPrices : IPriceLayer
{
    public const string SourceName = "configuration";

    private readonly Dictionary<(string Vendor, string Model), ModelPrice> _prices = new(new KeyComparer());

    public ConfiguredPrices(IEnumerable<KeyValuePair<string, PriceOptions>> prices)
    {
        foreach (var model in prices.GroupBy(entry => (entry.Value.Provider ?? "", entry.Value.Model ?? entry.Key), entry => entry.Value, _prices.Comparer))
        {
            var (provider, name) = model.Key;
            _prices[model.Key] = new ModelPrice(name, provider.Length == 0 ? null : provider, model, SourceName, tableDate: null);
        }
    }

    public DateOnly? Date => null;

    public IEnumerable<string> Vendors => _prices.Keys.Select(key => key.Vendor).Distinct(StringComparer.OrdinalIgnoreCase);

    public ModelPrice? Find(string? vendor, string model) => _prices.GetValueOrDefault((vendor ?? "", model));

    // A dated name in the configuration means that model and no other.
    public ModelPrice? FindNewest(string vendor, string model) => null;

    public IEnumerable<ModelPrice> All(string vendor) =>
        _prices.Where(price => price.Key.Vendor.Equals(vendor, StringComparison.OrdinalIgnoreCase)).Select(price => price.Value);

    private sealed class KeyComparer : IEqualityComparer<(string Vendor, string Model)>
    {
        public bool Equals((string Vendor, string Model) x, (string Vendor, string Model) y) =>
            x.Vendor.Equals(y.Vendor, StringComparison.OrdinalIgnoreCase) && x.Model.Equals(y.Model, StringComparison.OrdinalIgnoreCase);

        public int GetHashCode((string Vendor, string Model) key) =>
            HashCode.Combine(key.Vendor.GetHashCode(StringComparison.OrdinalIgnoreCase), key.Model.GetHashCode(StringComparison.OrdinalIgnoreCase));
    }
}
