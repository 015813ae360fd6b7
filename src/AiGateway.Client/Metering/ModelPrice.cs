using AiGateway.Client.Context;

namespace AiGateway.Client.Metering;

/// <summary>The price of one model, over time.</summary>
public sealed class ModelPrice
{
    private readonly PricePeriod[] _periods;

    internal ModelPrice(string model, string? provider, IEnumerable<PriceOptions> periods, string source, DateOnly? tableDate)
    {
        var known = periods.ToList();
        Model = model;
        Provider = provider;
        Source = source;
        TableDate = tableDate;
        Confidence = known.Max(period => period.Confidence);
        IsFree = known.TrueForAll(period => period.Free);
        _periods = [.. known.Select(period => new PricePeriod(period)).OrderBy(period => period.From)];
    }

    /// <summary>Gets the model's name in the price list.</summary>
    public string Model { get; }

    /// <summary>Gets the vendor or the configured provider for whom the price holds.</summary>
    /// <value><see langword="null"/>: for any.</value>
    public string? Provider { get; }

    /// <summary>Gets where the price comes from: <c>configuration</c>, the name of a price file, or <c>built-in</c>.</summary>
    public string Source { get; }

    /// <summary>Gets the day of the list that has the price.</summary>
    /// <value><see langword="null"/> for configured prices.</value>
    public DateOnly? TableDate { get; }

    /// <summary>Gets how certain the price is.</summary>
    public PriceConfidence Confidence { get; }

    /// <summary>Gets a value indicating whether the list says that the model costs nothing.</summary>
    public bool IsFree { get; }

    /// <summary>Gets a value indicating whether the price changes with time.</summary>
    internal bool IsDated => _periods.Length > 1;

    /// <summary>Prices usage.</summary>
    /// <param name="usage">The usage.</param>
    /// <param name="terms">What else the price depends on.</param>
    /// <returns>The cost in USD, exact to a billionth.</returns>
    public decimal Price(in TokenUsage usage, in PriceTerms terms = default) => PriceNanos(usage, terms) / GatewayAttempt.NanosPerUsd;

    /// <summary>Names the model and where its price comes from.</summary>
    /// <returns>Provider, model and source.</returns>
    public override string ToString() => $"{(Provider is null ? "" : Provider + "/")}{Model} ({Source})";

    /// <summary>Prices usage, in billionths of a US dollar.</summary>
    internal long PriceNanos(in TokenUsage usage, in PriceTerms terms) => At(terms.At).Price(usage, terms);

    /// <summary>Gets the rates that most requests pay now.</summary>
    internal Rates CurrentRates(DateTimeOffset now) => At(now).Usual;

    // Before the first day that is known the first price is the best there is.
    private PricePeriod At(DateTimeOffset moment)
    {
        if (_periods.Length == 1)
        {
            return _periods[0];
        }

        var ticks = (moment == default ? TimeProvider.System.GetUtcNow() : moment).UtcTicks;
        var index = _periods.Length - 1;
        while (index > 0 && _periods[index].From > ticks)
        {
            index--;
        }

        return _periods[index];
    }
}
