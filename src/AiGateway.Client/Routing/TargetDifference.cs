using AiGateway.Client.Providers;
using AiGateway.Client.Resilience;

namespace AiGateway.Client.Routing;

/// <summary>Tells whether another target may serve what one has refused.</summary>
internal static class TargetDifference
{
    public static bool Helps(ProviderFailure failure, RouteTarget failed, RouteTarget other, RouteOptions options) => failure.Kind switch
    {
        FailureKind.ContextLength => other.Capabilities.ContextWindow > (failed.Capabilities.ContextWindow ?? 0),
        FailureKind.ContentFiltered => options.FallbackOnContentFilter && IsAnotherModel(failed, other),
        FailureKind.BadRequest => IsAboutACapability(failure.ErrorCode) && IsAnotherModel(failed, other),
        _ => false,
    };

    private static bool IsAnotherModel(RouteTarget failed, RouteTarget other) =>
        failed.Model != other.Model || !failed.Context.Options.Type.Equals(other.Context.Options.Type, StringComparison.OrdinalIgnoreCase);

    // OpenAI's codes for options that a model does not know, and the gateway's own.
    private static bool IsAboutACapability(string? code) =>
        code is "unsupported_parameter" or "unsupported_value" or "unsupported_model" or OptionNotSupportedException.ErrorCode;
}
