using AiGateway.Client.Telemetry;

namespace OpenTelemetry.Trace;

/// <summary>Adds the spans of the gateway to OpenTelemetry.</summary>
public static class AiGatewayTracerProviderBuilderExtensions
{
    /// <summary>Adds the spans of requests and of their attempts.</summary>
    /// <param name="builder">The builder of OpenTelemetry's tracing.</param>
    /// <returns>The builder.</returns>
    public static TracerProviderBuilder AddAiGatewayInstrumentation(this TracerProviderBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.AddSource(GatewayTelemetry.SourceName);
    }
}
