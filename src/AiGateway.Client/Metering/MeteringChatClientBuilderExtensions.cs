using AiGateway.Client.Metering;
using AiGateway.Client.Providers;
using AiGateway.Client.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Microsoft.Extensions.AI;

/// <summary>Adds metering to any chat client.</summary>
public static class MeteringChatClientBuilderExtensions
{
    /// <summary>Adds metering: usage in disjoint buckets, priced and told to every registered <see cref="IUsageSink"/>.</summary>
    /// <param name="builder">The builder of a chat client.</param>
    /// <param name="profile">How the client counts; <see langword="null"/>: as Microsoft.Extensions.AI's contract says, for the vendor that the client's metadata names.</param>
    /// <param name="options">How usage is priced; <see langword="null"/>: the defaults.</param>
    /// <returns>The builder.</returns>
    /// <remarks>
    /// A gateway meters its attempts by itself: within one, this would count them twice. Services used when registered: <see cref="IPriceBook"/>,
    /// <see cref="ITokenEstimator"/>, <see cref="IUsageSink"/>, <see cref="TimeProvider"/>, logging.
    /// </remarks>
    public static ChatClientBuilder UseMetering(this ChatClientBuilder builder, UsageProfile? profile = null, MeteringOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.Use((inner, services) =>
        {
            var metadata = inner.GetService(typeof(ChatClientMetadata)) as ChatClientMetadata;
            var (provider, model) = (metadata?.ProviderName ?? "unknown", metadata?.DefaultModelId ?? "unknown");
            var subject = new MeterSubject(provider, model, null, profile ?? new UsageProfile { Vendor = Vendor(metadata?.ProviderName) });
            var metering = services.GetService<MeteringServices>() ?? CreateServices(services);
            return new MeteringChatClient(inner, new AttemptMeter(metering, options ?? new MeteringOptions(), subject), provider, model);
        });
    }

    private static MeteringServices CreateServices(IServiceProvider services)
    {
        var logger = (services.GetService<ILoggerFactory>() ?? NullLoggerFactory.Instance).CreateLogger(GatewayTelemetry.SourceName);
        var time = services.GetService<TimeProvider>() ?? TimeProvider.System;
        return new MeteringServices(
            services.GetService<IPriceBook>() ?? new PriceBook(time, logger), services.GetService<ITokenEstimator>() ?? new CalibratedTokenEstimator(),
            services.GetServices<IUsageSink>(), time, logger);
    }

    // Names of OpenTelemetry's conventions that price lists spell otherwise.
    internal static string? Vendor(string? provider) => provider switch
    {
        null => null,
        "gcp.gemini" or "gemini" => "google",
        "mistral_ai" => "mistral",
        "x_ai" => "xai",
        "azure.ai.openai" or "azure.ai.inference" => "azure",
        "aws.bedrock" => "aws-bedrock",
        "together_ai" => "together",
        "fireworks_ai" => "fireworks",
        _ => provider,
    };
}
