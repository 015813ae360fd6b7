using AiGateway.Client.Redaction;
using AiGateway.Client.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.AI;

/// <summary>Adds the gateway's Redaction stage to any chat client.</summary>
public static class RedactionChatClientBuilderExtensions
{
    /// <summary>Adds redaction on its own: what is inside of it sees no sensitive values.</summary>
    /// <param name="builder">The builder of a chat client.</param>
    /// <param name="configure">Sets the options; <see langword="null"/> for the defaults.</param>
    /// <returns>The builder.</returns>
    /// <remarks>
    /// <c>AddAiGateway</c> adds this stage by itself where <c>Redaction</c> is configured. Add logging, telemetry and caches after it, which is inside of it.
    /// Services used when registered: <see cref="TimeProvider"/>, every <see cref="IEntityDetector"/>, logging.
    /// </remarks>
    /// <exception cref="OptionsValidationException">The options have errors.</exception>
    public static ChatClientBuilder UseRedaction(this ChatClientBuilder builder, Action<RedactionOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var options = new RedactionOptions { Enabled = true };
        configure?.Invoke(options);
        return builder.Use((inner, services) => new RedactionChatClient(inner, CreateEngine(options, services)));
    }

    private static RedactionEngine CreateEngine(RedactionOptions options, IServiceProvider services)
    {
        IEntityDetector[] detectors = [.. services.GetService<IEnumerable<IEntityDetector>>() ?? []];
        List<string> failures = [];
        RedactionOptionsValidator.Validate(options, "Redaction", detectors, failures);
        return failures.Count == 0
            ? new RedactionEngine(
                options, detectors, services.GetService<ProcessKey>() ?? ProcessKey.Shared, services.GetService<TimeProvider>() ?? TimeProvider.System,
                (services.GetService<ILoggerFactory>() ?? NullLoggerFactory.Instance).CreateLogger(GatewayTelemetry.SourceName))
            : throw new OptionsValidationException(nameof(RedactionOptions), typeof(RedactionOptions), failures);
    }
}
