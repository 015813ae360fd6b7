namespace AiGateway.Client.Telemetry;

/// <summary>Which signals say who asked.</summary>
public enum CallerSignals
{
    /// <summary>None.</summary>
    None,

    /// <summary>The request's span and its line in the log.</summary>
    Traces,

    /// <summary>Those, and the metrics of requests and costs. Every value makes time series of its own.</summary>
    All,
}
