namespace AiGateway.Client.Routing;

/// <summary>Lets one target serve a share of the callers first. A caller always falls on the same side; the others never see the target.</summary>
public sealed class CanaryOptions
{
    /// <summary>Gets or sets the target's name.</summary>
    /// <value>Default <see langword="null"/>: no canary.</value>
    public string? Target { get; set; }

    /// <summary>Gets or sets the share of the callers.</summary>
    /// <value>Default 0; from 0 to 100.</value>
    public double Percentage { get; set; }
}
