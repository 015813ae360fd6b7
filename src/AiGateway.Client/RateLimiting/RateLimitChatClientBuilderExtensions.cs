using AiGateway.Client.Quotas;
using AiGateway.Client.RateLimiting;

namespace Microsoft.Extensions.AI;

/// <summary>Adds rate limits to any chat client.</summary>
public static class RateLimitChatClientBuilderExtensions
{
    /// <summary>Adds the stage of rate limits on its own.</summary>
    /// <param name="builder">The builder of a chat client.</param>
    /// <param name="configure">Adds the limits by name.</param>
    /// <returns>The builder.</returns>
    /// <remarks>
    /// <c>AddAiGateway</c> adds this stage by itself where limits are configured. The caller is that of <see cref="AiGateway.Client.Context.GatewayChatOptions"/>.
    /// Services used when registered: <see cref="IQuotaStore"/>, <see cref="TimeProvider"/>, logging, meters.
    /// </remarks>
    /// <exception cref="ArgumentException">A limit is not valid; the message lists everything that is wrong.</exception>
    public static ChatClientBuilder UseRateLimits(this ChatClientBuilder builder, Action<IDictionary<string, RateLimitOptions>> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        var limits = new Dictionary<string, RateLimitOptions>(StringComparer.OrdinalIgnoreCase);
        configure(limits);
        LimitChecks.Require(limits, "RateLimits", RateLimitOptionsValidator.Validate, nameof(configure));
        return builder.Use((inner, provider) =>
        {
            var services = LimitServices.Of(provider);
            return limits.Count == 0 ? inner : new RateLimitChatClient(inner, LimitGate.Alone(
                inner, limits.SelectMany(limit => RateLimitRule.Create(limit.Key, limit.Value, services)), services, new RateLimitQueue(new LimitQueues(), services)));
        });
    }
}
