namespace AiGateway.Client.Metering;

/// <summary>Remembers the price of one target's model, and of the model that last answered for it, until prices change.</summary>
internal sealed class PriceCache(IPriceBook book, MeterSubject subject)
{
    private volatile Entry? _asked;
    private volatile Entry? _answered;

    /// <summary>Finds the price by which an attempt is charged: that of the model that answered; that of the model asked for where it alone is known, or where
    /// somebody has put it into the configuration or a file.</summary>
    public ModelPrice? Find(string? answered)
    {
        var version = book.Version;
        if (answered is null || answered == subject.Model)
        {
            return Asked(version);
        }

        if (_answered is not { } entry || entry.Version != version || entry.Model != answered)
        {
            var asked = Asked(version);
            var price = Look(answered);
            _answered = entry = new Entry(version, answered, price is null || (IsBuiltIn(price) && asked is not null && !IsBuiltIn(asked)) ? asked : price);
        }

        return entry.Price;
    }

    private static bool IsBuiltIn(ModelPrice price) => price.Source == BuiltInPrices.SourceName;

    private ModelPrice? Asked(long version)
    {
        if (_asked is not { } entry || entry.Version != version)
        {
            _asked = entry = new Entry(version, subject.Model, Look(subject.Model));
        }

        return entry.Price;
    }

    // What the makers of a model charge says nothing about a machine of one's own.
    private ModelPrice? Look(string model) =>
        book.Find(new PriceKey(model, subject.Profile.Vendor, subject.Provider, subject.Region)) is { } price && !(subject.Profile.IsFree && IsBuiltIn(price)) ? price : null;

    private sealed record Entry(long Version, string Model, ModelPrice? Price);
}
