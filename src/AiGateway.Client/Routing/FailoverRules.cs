using AiGateway.Client.Resilience;

namespace AiGateway.Client.Routing;

/// <summary>Which failures another target may heal.</summary>
internal static class FailoverRules
{
    public static bool AllowsAnotherTarget(this FailureKind kind) => kind is not
        (FailureKind.BadRequest or FailureKind.ContextLength or FailureKind.ContentFiltered or FailureKind.Cancelled);
}
