namespace AiGateway.Client.Metering;

/// <summary>One source of prices. The book asks several in turn.</summary>
internal interface IPriceLayer
{
    /// <summary>Gets the day of the list; <see langword="null"/> when it has none.</summary>
    DateOnly? Date { get; }

    /// <summary>Gets the vendors that the layer has prices of.</summary>
    IEnumerable<string> Vendors { get; }

    /// <summary>Finds a model by exactly these names.</summary>
    ModelPrice? Find(string? vendor, string model);

    /// <summary>Finds the newest of the dated models of a name.</summary>
    ModelPrice? FindNewest(string vendor, string model);

    /// <summary>Gets all prices of a vendor.</summary>
    IEnumerable<ModelPrice> All(string vendor);
}
