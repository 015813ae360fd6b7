namespace AiGateway.Client.AspNetCore.Callers;

/// <summary>What becomes of requests whose user is not authenticated.</summary>
public enum AnonymousCallers
{
    /// <summary>The gateway refuses them.</summary>
    Reject,

    /// <summary>They go on as <see cref="Context.GatewayCaller.Anonymous"/>: all of them are one caller, and share its limits.</summary>
    Allow,
}
