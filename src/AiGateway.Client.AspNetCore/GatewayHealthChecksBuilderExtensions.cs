using AiGateway.Client;
using AiGateway.Client.AspNetCore.Health;
using AiGateway.Client.Quotas;
using AiGateway.Client.Telemetry;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds checks of the gateway's health.</summary>
public static class GatewayHealthChecksBuilderExtensions
{
    private const string Tag = "aigateway";

    /// <summary>Adds all checks of the gateway, with what each takes for unhealthy.</summary>
    /// <param name="builder">The builder of health checks.</param>
    /// <returns>The builder.</returns>
    public static IHealthChecksBuilder AddAiGateway(this IHealthChecksBuilder builder) =>
        builder.AddAiGatewayTargets().AddAiGatewayQuotaStore().AddAiGatewayRecordQueues();

    /// <summary>Adds check <c>aigateway-targets</c>: degraded while a target takes no attempts, failed while a route has none that does. Asks no provider.</summary>
    /// <param name="builder">The builder of health checks.</param>
    /// <param name="failureStatus">What a route without a target is reported as; <see langword="null"/> for <see cref="HealthStatus.Unhealthy"/>.</param>
    /// <returns>The builder.</returns>
    public static IHealthChecksBuilder AddAiGatewayTargets(this IHealthChecksBuilder builder, HealthStatus? failureStatus = null) => builder.Add(
        "aigateway-targets", static services => new TargetsHealthCheck(services.GetRequiredService<IAiGateway>()), failureStatus);

    /// <summary>Adds check <c>aigateway-quota-store</c>: failed while the store that counts limits cannot reserve and settle.</summary>
    /// <param name="builder">The builder of health checks.</param>
    /// <param name="failureStatus">
    /// What that is reported as; <see langword="null"/> for <see cref="HealthStatus.Degraded"/>: the store is shared, and leaving one instance out helps nobody.
    /// </param>
    /// <returns>The builder.</returns>
    public static IHealthChecksBuilder AddAiGatewayQuotaStore(this IHealthChecksBuilder builder, HealthStatus? failureStatus = null) => builder.Add(
        "aigateway-quota-store", static services => new QuotaStoreHealthCheck(services.GetRequiredService<IQuotaStore>(), services.GetRequiredService<TimeProvider>()),
        failureStatus ?? HealthStatus.Degraded);

    /// <summary>Adds check <c>aigateway-records</c>: degraded while records cannot be stored or four fifths of a queue are used, failed while a queue is full.</summary>
    /// <param name="builder">The builder of health checks.</param>
    /// <param name="failureStatus">What a full queue is reported as; <see langword="null"/> for <see cref="HealthStatus.Unhealthy"/>.</param>
    /// <returns>The builder.</returns>
    public static IHealthChecksBuilder AddAiGatewayRecordQueues(this IHealthChecksBuilder builder, HealthStatus? failureStatus = null) => builder.Add(
        "aigateway-records", static services => new RecordQueuesHealthCheck(services.GetServices<IRecordBuffer>()), failureStatus);

    private static IHealthChecksBuilder Add(this IHealthChecksBuilder builder, string name, Func<IServiceProvider, IHealthCheck> create, HealthStatus? failureStatus)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.Add(new HealthCheckRegistration(name, create, failureStatus, [Tag]));
    }
}
