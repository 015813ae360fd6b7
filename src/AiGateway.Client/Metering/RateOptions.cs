namespace AiGateway.Client.Metering;

/// <summary>What tokens cost, by bucket. USD per million tokens.</summary>
public class RateOptions
{
    /// <summary>Gets or sets the rate of input that no cache held.</summary>
    /// <value>USD per million tokens, at least 0; required, unless the price is free.</value>
    public decimal? Input { get; set; }

    /// <summary>Gets or sets the rate of output.</summary>
    /// <value>USD per million tokens, at least 0; required, unless the price is free.</value>
    public decimal? Output { get; set; }

    /// <summary>Gets or sets the rate of input read from the provider's prompt cache.</summary>
    /// <value>USD per million tokens; default <see langword="null"/>: as <see cref="Input"/>.</value>
    public decimal? CacheRead { get; set; }

    /// <summary>Gets or sets the rate of input written to the prompt cache.</summary>
    /// <value>USD per million tokens; default <see langword="null"/>: as <see cref="Input"/>.</value>
    public decimal? CacheWrite { get; set; }

    /// <summary>Gets or sets the rate of input written to the prompt cache for one hour.</summary>
    /// <value>USD per million tokens; default <see langword="null"/>: as <see cref="CacheWrite"/>.</value>
    public decimal? CacheWrite1h { get; set; }

    /// <summary>Gets or sets the rate of reasoning.</summary>
    /// <value>USD per million tokens; default <see langword="null"/>: as <see cref="Output"/>.</value>
    public decimal? Reasoning { get; set; }

    /// <summary>Gets or sets the rate of audio in the input.</summary>
    /// <value>USD per million tokens; default <see langword="null"/>: as <see cref="Input"/>.</value>
    public decimal? AudioInput { get; set; }

    /// <summary>Gets or sets the rate of audio in the output.</summary>
    /// <value>USD per million tokens; default <see langword="null"/>: as <see cref="Output"/>.</value>
    public decimal? AudioOutput { get; set; }
}
