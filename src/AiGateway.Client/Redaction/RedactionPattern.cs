namespace AiGateway.Client.Redaction;

/// <summary>A regular expression of the caller's own; it runs without backtracking.</summary>
public sealed class RedactionPattern
{
    /// <summary>Name of the entity that a match stands for.</summary>
    /// <value>Default: empty; required.</value>
    public string Entity { get; set; } = "";

    /// <summary>The expression, without lookarounds, backreferences and atomic groups.</summary>
    /// <value>Default: empty; required.</value>
    public string Pattern { get; set; } = "";

    /// <summary>Whether case is ignored.</summary>
    /// <value>Default: <see langword="false"/>.</value>
    public bool IgnoreCase { get; set; }

    /// <summary>How sure a match is.</summary>
    /// <value>Default: 0.8. Range: above 0, at most 1.</value>
    public double Score { get; set; } = 0.8;

    /// <summary>What messages call the pattern: its key, where it has one.</summary>
    internal string? Key { get; set; }
}
