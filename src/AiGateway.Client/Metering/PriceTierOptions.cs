namespace AiGateway.Client.Metering;

/// <summary>The rates of long requests: when all input together, cached input included, is above the threshold, every token of the request takes them.</summary>
public sealed class PriceTierOptions : RateOptions
{
    /// <summary>Gets or sets the threshold.</summary>
    /// <value>In input tokens, at least 1; a request of exactly so many takes the rates below it.</value>
    public long Above { get; set; }
}
