using AiGateway.Client.Pipeline;
using AiGateway.Client.Resilience;

namespace AiGateway.Client.Caching;

/// <summary>A request that was refused before, and would be refused again.</summary>
public sealed class CachedFailureException : AiGatewayException
{
    internal CachedFailureException(ProviderFailure failure)
        : base($"The same request was refused before: {failure}. Change the request, or ask past the cache with CacheControl.Refresh.") => Failure = failure;

    /// <summary>Gets how it was refused.</summary>
    public ProviderFailure Failure { get; }
}
