namespace AiGateway.Client.Metering;

/// <summary>Looks for a model in one layer under all the names that it may have there.</summary>
internal static class PriceSearch
{
    /// <summary>Finds a model: by its exact name, without its date, as the newest of its name, then by the vendor in front of it.</summary>
    public static ModelPrice? Find(IPriceLayer layer, in PriceKey key)
    {
        if (FindNamed(layer, key) is { } found)
        {
            return found;
        }

        return PriceNames.TrySplit(key.Model, out var vendor, out var rest)
            ? FindNamed(layer, key with { Model = rest }) ?? FindNamed(layer, new PriceKey(rest, vendor))
            : null;
    }

    private static ModelPrice? FindNamed(IPriceLayer layer, in PriceKey key)
    {
        var plain = PriceNames.WithoutDate(key.Model);
        return (key.Region is { Length: > 0 } region ? FindExact(layer, key with { Model = $"{region}/{key.Model}" }) : null)
            ?? FindExact(layer, key)
            ?? (plain is null ? null : FindExact(layer, key with { Model = plain }))
            ?? FindNewest(layer, key, plain ?? key.Model);
    }

    private static ModelPrice? FindExact(IPriceLayer layer, in PriceKey key)
    {
        var found = (key.Provider is null ? null : layer.Find(key.Provider, key.Model))
            ?? (key.Vendor is null ? null : layer.Find(key.Vendor, key.Model))
            ?? layer.Find(null, key.Model);
        for (var i = 0; found is null && key.Vendor is null && i < PriceNames.Makers.Length; i++)
        {
            found = layer.Find(PriceNames.Makers[i], key.Model);
        }

        return found;
    }

    private static ModelPrice? FindNewest(IPriceLayer layer, in PriceKey key, string model)
    {
        if (key.Vendor is not null)
        {
            return layer.FindNewest(key.Vendor, model);
        }

        ModelPrice? found = null;
        for (var i = 0; found is null && i < PriceNames.Makers.Length; i++)
        {
            found = layer.FindNewest(PriceNames.Makers[i], model);
        }

        return found;
    }
}
