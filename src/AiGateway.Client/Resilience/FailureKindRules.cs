namespace AiGateway.Client.Resilience;

/// <summary>What follows from each kind of failure.</summary>
internal static class FailureKindRules
{
    /// <summary>Tells failures that say something about the target from those that the request brought upon itself.</summary>
    public static bool BlamesTarget(this FailureKind kind) => kind is not
        (FailureKind.BadRequest or FailureKind.ContextLength or FailureKind.ContentFiltered or FailureKind.Cancelled);

    /// <summary>Tells failures that stay until somebody acts: a new key, more credit, another model name.</summary>
    public static bool NeedsAttention(this FailureKind kind) => kind is
        FailureKind.Authentication or FailureKind.ModelNotFound or FailureKind.QuotaExhausted;

    /// <summary>Tells failures that may pass when the same target is asked again after a while.</summary>
    public static bool IsTransient(this FailureKind kind) => kind is
        FailureKind.Overloaded or FailureKind.ServerError or FailureKind.Transport or FailureKind.InvalidResponse or FailureKind.IncompleteStream;
}
