using AiGateway.Client.Context;
using AiGateway.Client.Pipeline;
using AiGateway.Client.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Microsoft.Extensions.AI;

/// <summary>Adds the gateway's Entry stage to any chat client.</summary>
public static class EntryChatClientBuilderExtensions
{
    /// <summary>Adds the Entry stage on its own: request context, result, completion callback, one log line, span and metrics.</summary>
    /// <param name="builder">The builder of a chat client.</param>
    /// <param name="route">The route's name to report. Default <c>default</c>.</param>
    /// <returns>The builder.</returns>
    /// <remarks><c>AddAiGateway</c> adds this stage by itself. Services used when registered: <see cref="TimeProvider"/>, <see cref="ICallerProvider"/>, logging.</remarks>
    public static ChatClientBuilder UseGatewayEntry(this ChatClientBuilder builder, string route = "default")
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(route);
        return builder.Use((inner, services) => new EntryChatClient(inner, new EntrySettings
        {
            ResolveRoute = _ => route,
            TimeProvider = services.GetService<TimeProvider>() ?? TimeProvider.System,
            Logger = (services.GetService<ILoggerFactory>() ?? NullLoggerFactory.Instance).CreateLogger(GatewayTelemetry.SourceName),
            Instruments = services.GetService<GatewayInstruments>() ?? new GatewayInstruments(null),
            CallerProvider = services.GetService<ICallerProvider>(),
        }));
    }
}
