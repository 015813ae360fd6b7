namespace AiGateway.Client.Redaction;

/// <summary>What follows at start-up when a decorator that keeps content is placed outside redaction, where values are real.</summary>
public enum OutsideDecoratorPolicy
{
    /// <summary>A warning in the log.</summary>
    Warn,

    /// <summary>The configuration is refused.</summary>
    Reject,

    /// <summary>Nothing.</summary>
    Ignore,
}
