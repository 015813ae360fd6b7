using AiGateway.Client.Routing;

namespace AiGateway.Client.Configuration;

/// <summary>The longest time limits that routes may have. A route that sets none gets these where its defaults are longer; one that sets no limit at all is refused.</summary>
public sealed class BaselineTimeouts
{
    /// <summary>Gets or sets the longest time for the whole request.</summary>
    /// <value>Default <see langword="null"/>: any. Positive.</value>
    public TimeSpan? Total { get; set; }

    /// <summary>Gets or sets the longest time for one attempt.</summary>
    /// <value>Default <see langword="null"/>: any. Positive.</value>
    public TimeSpan? Attempt { get; set; }

    /// <summary>Gets or sets the longest time to the first content of a stream.</summary>
    /// <value>Default <see langword="null"/>: any. Positive.</value>
    public TimeSpan? FirstToken { get; set; }

    /// <summary>Gets or sets the longest time between two updates of a stream.</summary>
    /// <value>Default <see langword="null"/>: any. Positive.</value>
    public TimeSpan? Idle { get; set; }

    internal TimeSpan? Get(TimeLimit limit) => limit switch
    {
        TimeLimit.Total => Total,
        TimeLimit.Attempt => Attempt,
        TimeLimit.FirstToken => FirstToken,
        _ => Idle,
    };
}
