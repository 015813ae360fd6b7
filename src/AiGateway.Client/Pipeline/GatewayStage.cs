namespace AiGateway.Client.Pipeline;

/// <summary>The stages of a request, outermost first. A decorator names the stage at which it joins.</summary>
public enum GatewayStage
{
    /// <summary>Around everything: the application's own decorators, such as function invocation. Each tool turn is a gateway request of its own.</summary>
    Outer,

    /// <summary>Messages are materialised, the context is created, the request is observed.</summary>
    Entry,

    /// <summary>May this caller send this, to what, with which tools?</summary>
    Governance,

    /// <summary>Sensitive values become pseudonyms on the way down and are restored on the way up.</summary>
    Redaction,

    /// <summary>Answers that are known already end here.</summary>
    Caching,

    /// <summary>Requests, tokens and concurrency are reserved and settled.</summary>
    RateLimits,

    /// <summary>Money is reserved and settled.</summary>
    Budgets,

    /// <summary>Just above the routing of a request to its targets.</summary>
    Routing,

    /// <summary>Around each target's provider client: runs once for every attempt.</summary>
    Attempt,
}
