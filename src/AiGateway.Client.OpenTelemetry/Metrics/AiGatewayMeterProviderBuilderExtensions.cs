using AiGateway.Client.Telemetry;

namespace OpenTelemetry.Metrics;

/// <summary>Adds the metrics of the gateway to OpenTelemetry.</summary>
public static class AiGatewayMeterProviderBuilderExtensions
{
    /// <summary>Adds the metrics of the gateway, of its attempts and of the packages that store its records.</summary>
    /// <param name="builder">The builder of OpenTelemetry's metrics.</param>
    /// <returns>The builder.</returns>
    public static MeterProviderBuilder AddAiGatewayInstrumentation(this MeterProviderBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.AddMeter(GatewayTelemetry.SourceName);
    }
}
