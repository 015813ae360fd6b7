namespace AiGateway.Client.Routing;

/// <summary>Sends a copy of a share of the requests to one target, whose answers are dropped. It serves no request itself.</summary>
public sealed class ShadowOptions
{
    /// <summary>Gets or sets the target's name.</summary>
    /// <value>Default <see langword="null"/>: no shadow.</value>
    public string? Target { get; set; }

    /// <summary>Gets or sets the share of the requests.</summary>
    /// <value>Default 0; from 0 to 100.</value>
    public double Percentage { get; set; }

    /// <summary>Gets or sets the number of copies that may be under way at once; beyond it, requests are not copied.</summary>
    /// <value>Default 16; from 1 to 10,000.</value>
    public int MaxConcurrency { get; set; } = 16;
}
