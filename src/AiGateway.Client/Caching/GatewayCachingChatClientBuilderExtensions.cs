using System.Collections.Frozen;
using System.Security.Cryptography;
using AiGateway.Client.Caching;
using AiGateway.Client.Caching.Semantic;
using AiGateway.Client.Metering;
using AiGateway.Client.Telemetry;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.AI;

/// <summary>Adds the gateway's Caching stage to any chat client.</summary>
public static class GatewayCachingChatClientBuilderExtensions
{
    /// <summary>Adds a cache of answers on its own. It belongs to this client: <c>GetService</c> finds its <see cref="IGatewayCache"/> and <see cref="SemanticCache"/>.</summary>
    /// <param name="builder">The builder of a chat client.</param>
    /// <param name="configure">Sets the options, of which <see cref="CachingOptions.TimeToLive"/> has to be set.</param>
    /// <returns>The builder.</returns>
    /// <remarks>
    /// <c>AddAiGateway</c> adds this stage by itself where <c>Caching:TimeToLive</c> is configured. Services used when registered: <see cref="TimeProvider"/>, meters,
    /// <see cref="IDistributedCache"/> where <see cref="CachingOptions.Shared"/> says so, <see cref="IEmbeddingGenerator{TInput,TEmbedding}"/> and
    /// <see cref="ISemanticCacheVerifier"/> where <see cref="CachingOptions.Semantic"/> has a threshold, <see cref="IUsageSink"/> of a gateway.
    /// </remarks>
    /// <exception cref="OptionsValidationException">The options have errors.</exception>
    public static ChatClientBuilder UseGatewayCaching(this ChatClientBuilder builder, Action<CachingOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        var options = new CachingOptions();
        configure(options);
        List<string> failures = [];
        CachingOptionsValidator.Validate(options, "Caching", failures);
        if (options.TimeToLive is null)
        {
            failures.Add("Caching:TimeToLive is missing. Say how long answers are kept.");
        }

        return failures.Count == 0 ? builder.Use((inner, services) => Create(inner, services, options))
            : throw new OptionsValidationException(nameof(CachingOptions), typeof(CachingOptions), failures);
    }

    private static GatewayCachingChatClient Create(IChatClient inner, IServiceProvider services, CachingOptions options)
    {
        var instruments = services.GetService<GatewayInstruments>() ?? new GatewayInstruments(null);
        var random = services.GetService<CacheRandom>() ?? new CacheRandom(BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong))));
        var store = services.GetService<IDistributedCache>();
        List<string> failures = [];
        CachingOptionsValidator.ValidateStore(options, store is not null, "Caching", failures);
        SemanticCacheOptionsValidator.Validate(options, "Caching", services, failures);
        if (failures.Count > 0)
        {
            throw new OptionsValidationException(nameof(CachingOptions), typeof(CachingOptions), failures);
        }

        var logger = (services.GetService<ILoggerFactory>() ?? NullLoggerFactory.Instance).CreateLogger(GatewayTelemetry.SourceName);
        var time = services.GetService<TimeProvider>() ?? TimeProvider.System;
        var cache = new GatewayCache(time, instruments, logger, random, new SemanticTier(new SemanticCache(services, time, instruments)));
        var facts = new KeyFacts(CachePartition.Parse(options.PartitionBy)!, FrozenDictionary<string, string>.Empty, ModelOf(inner));
        cache.Use(options, facts.Partition, store);
        return new GatewayCachingChatClient(new CachingStage(inner, cache, options, facts, instruments, services.GetService<MeteringServices>(), null), cache);
    }

    // Clients that share a store must not give each other's answers, unless they ask the same model.
    private static string? ModelOf(IChatClient inner) =>
        inner.GetService<ChatClientMetadata>() is { } metadata ? $"{metadata.ProviderName}\n{metadata.ProviderUri}\n{metadata.DefaultModelId}" : null;
}
