namespace AiGateway.Client.Testing;

/// <summary>One entry of a fault plan: what goes wrong, in which calls.</summary>
public sealed class SimulatedFaultOptions
{
    /// <summary>Gets or sets what goes wrong.</summary>
    public SimulatedFaultKind Kind { get; set; }

    /// <summary>Gets or sets the first call that fails, counted from 1 for each provider and model.</summary>
    /// <value>Default 1; at least 1.</value>
    public int FirstCall { get; set; } = 1;

    /// <summary>Gets or sets the last call that fails.</summary>
    /// <value>Default <see langword="null"/>: every call from the first on. At least <see cref="FirstCall"/>.</value>
    public int? LastCall { get; set; }

    /// <summary>Gets or sets the HTTP status of <see cref="SimulatedFaultKind.Status"/>.</summary>
    /// <value>Default 503; from 400 to 599.</value>
    public int Status { get; set; } = 503;

    /// <summary>Gets or sets the provider's error code that goes with the status.</summary>
    public string? Code { get; set; }

    /// <summary>Gets or sets how long the provider asks to wait.</summary>
    /// <value>Default <see langword="null"/>: it does not say. From 0 to 1 day.</value>
    public TimeSpan? RetryAfter { get; set; }

    /// <summary>Gets or sets the number of chunks that are delivered before the fault.</summary>
    /// <value>Default 0; at least 0. The fault comes after the last chunk where the answer has fewer.</value>
    public int AfterChunks { get; set; }

    /// <summary>Gets or sets the length of a delay or stall.</summary>
    /// <value>Default <see langword="null"/>: for ever. From 0 to 1 day.</value>
    public TimeSpan? Delay { get; set; }

    internal bool AppliesTo(int call) => call >= FirstCall && call <= (LastCall ?? int.MaxValue);
}
