namespace AiGateway.Client.Governance;

/// <summary>A policy refused an answer, or the call of a tool in it. The request itself was allowed, and has cost what it has cost.</summary>
public sealed class PolicyResponseDeniedException : PolicyDeniedException
{
    /// <summary>Initializes a new instance of the <see cref="PolicyResponseDeniedException"/> class.</summary>
    /// <param name="reasonCode">A short stable code.</param>
    public PolicyResponseDeniedException(string reasonCode)
        : base(reasonCode)
    {
    }
}
