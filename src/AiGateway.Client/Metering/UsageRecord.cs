using AiGateway.Client.Context;

namespace AiGateway.Client.Metering;

/// <summary>What one attempt used and cost. Holds no content.</summary>
public sealed record UsageRecord
{
    /// <summary>Gets when the attempt ended.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>Gets the request's id; empty outside a gateway.</summary>
    public string RequestId { get; init; } = "";

    /// <summary>Gets the name of the route; empty outside a gateway.</summary>
    public string Route { get; init; } = "";

    /// <summary>Gets the name of the target; empty outside a gateway.</summary>
    public string Target { get; init; } = "";

    /// <summary>Gets who asked.</summary>
    public GatewayCaller Caller { get; init; } = GatewayCaller.Anonymous;

    /// <summary>Gets the labels of the request.</summary>
    public IReadOnlyDictionary<string, string>? Tags { get; init; }

    /// <summary>Gets why the attempt was made.</summary>
    public AttemptKind Kind { get; init; }

    /// <summary>Gets how the attempt ended.</summary>
    public GatewayOutcome Outcome { get; init; }

    /// <summary>Gets the provider's name as configured.</summary>
    public required string Provider { get; init; }

    /// <summary>Gets the model that was asked for.</summary>
    public required string Model { get; init; }

    /// <summary>Gets the model that answered, by which the attempt is priced.</summary>
    /// <value><see langword="null"/> when the provider did not say.</value>
    public string? ResponseModel { get; init; }

    /// <summary>Gets the usage.</summary>
    public TokenUsage Usage { get; init; }

    /// <summary>Gets how well usage and cost are known.</summary>
    public UsageStatus Status { get; init; }

    /// <summary>Gets the cost in USD; zero and meaningless when <see cref="Status"/> is <see cref="UsageStatus.Unpriced"/>.</summary>
    public decimal Cost { get; init; }

    /// <summary>Gets what a cache saved, in USD.</summary>
    /// <value>Zero unless <see cref="Status"/> is <see cref="UsageStatus.CacheHit"/>.</value>
    public decimal SavedCost { get; init; }

    /// <summary>Gets where the cost comes from.</summary>
    public CostSource CostSource { get; init; }

    /// <summary>Gets how certain the price is.</summary>
    /// <value><see langword="null"/> when there is none.</value>
    public PriceConfidence? PriceConfidence { get; init; }

    /// <summary>Gets the cost in the display currency.</summary>
    /// <value><see langword="null"/> when none is configured.</value>
    public decimal? DisplayCost { get; init; }

    /// <summary>Gets the display currency.</summary>
    public string? DisplayCurrency { get; init; }

    /// <summary>Describes the record on one line, without the caller.</summary>
    /// <returns>Provider, model, tokens and cost.</returns>
    public override string ToString() =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Provider}/{Model}: {Usage.TotalInput} in, {Usage.TotalOutput} out, {Cost} USD ({Status})");
}
