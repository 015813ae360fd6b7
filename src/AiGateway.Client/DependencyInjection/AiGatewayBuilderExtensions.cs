using System.Diagnostics.CodeAnalysis;
using AiGateway.Client.Configuration;
using AiGateway.Client.Configuration.Baselines;
using AiGateway.Client.Context;
using AiGateway.Client.Metering;
using AiGateway.Client.Pipeline;
using AiGateway.Client.Providers;
using AiGateway.Client.Redaction;
using AiGateway.Client.Routing;
using Microsoft.Extensions.AI;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>What can be added to any gateway. Provider packages add their own extensions beside these.</summary>
public static class AiGatewayBuilderExtensions
{
    /// <summary>Changes the gateway's options in code, after its configuration has been read.</summary>
    /// <param name="builder">The gateway's builder.</param>
    /// <param name="configure">Changes the options; runs again on every reload.</param>
    /// <returns>The builder.</returns>
    public static IAiGatewayBuilder Configure(this IAiGatewayBuilder builder, Action<AiGatewayOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.Configure(configure);
        return builder;
    }

    /// <summary>Adds a decorator at a stage. Within a stage the first added is the outermost.</summary>
    /// <param name="builder">The gateway's builder.</param>
    /// <param name="stage">Where the decorator joins. <see cref="GatewayStage.Outer"/>: made once per route; <see cref="GatewayStage.Attempt"/>: once per target; else once.</param>
    /// <param name="factory">Makes the decorator around an inner client. Runs for every loaded configuration: keep state that must outlive a reload in a singleton service.</param>
    /// <returns>The builder.</returns>
    public static IAiGatewayBuilder AddDecorator(
        this IAiGatewayBuilder builder, GatewayStage stage, Func<IChatClient, IServiceProvider, IChatClient> factory)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(factory);
        if (!Enum.IsDefined(stage))
        {
            throw new ArgumentOutOfRangeException(nameof(stage), stage, "There is no such stage.");
        }

        builder.Services.AddSingleton(new GatewayDecorator(stage, factory));
        return builder;
    }

    /// <summary>Adds a provider type.</summary>
    /// <typeparam name="TProvider">The adapter.</typeparam>
    /// <param name="builder">The gateway's builder.</param>
    /// <returns>The builder.</returns>
    public static IAiGatewayBuilder AddProvider<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TProvider>(
        this IAiGatewayBuilder builder)
        where TProvider : class, IChatProvider
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddSingleton<IChatProvider, TProvider>();
        return builder;
    }

    /// <summary>Adds a provider type whose clients the application makes itself.</summary>
    /// <param name="builder">The gateway's builder.</param>
    /// <param name="type">The name by which configuration refers to it.</param>
    /// <param name="createClient">Makes the client of a configured provider and model. The gateway disposes it once no request uses it.</param>
    /// <returns>The builder.</returns>
    public static IAiGatewayBuilder AddProvider(this IAiGatewayBuilder builder, string type, Func<ProviderContext, string, IChatClient> createClient)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(type);
        ArgumentNullException.ThrowIfNull(createClient);
        builder.Services.AddSingleton<IChatProvider>(new DelegateChatProvider(type, createClient));
        return builder;
    }

    /// <summary>Adds a callback that supplies the API key of a provider before every request: from a vault, with rotation.</summary>
    /// <param name="builder">The gateway's builder.</param>
    /// <param name="provider">The provider's name as configured.</param>
    /// <param name="getApiKey">Gets the key, given the provider's name; <see langword="null"/> falls back to the configured one.</param>
    /// <returns>The builder.</returns>
    public static IAiGatewayBuilder AddCredential(
        this IAiGatewayBuilder builder, string provider, Func<string, CancellationToken, ValueTask<string?>> getApiKey)
    {
        ArgumentNullException.ThrowIfNull(getApiKey);
        return builder.AddCredential(provider, new DelegateCredential(getApiKey));
    }

    /// <summary>Adds a credential that supplies the API key of a provider before every request.</summary>
    /// <param name="builder">The gateway's builder.</param>
    /// <param name="provider">The provider's name as configured.</param>
    /// <param name="credential">The credential.</param>
    /// <returns>The builder.</returns>
    public static IAiGatewayBuilder AddCredential(this IAiGatewayBuilder builder, string provider, IProviderCredential credential)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(provider);
        ArgumentNullException.ThrowIfNull(credential);
        builder.Services.AddKeyedSingleton(provider, credential);
        return builder;
    }

    /// <summary>Adds a policy that orders the targets of routes which name it.</summary>
    /// <typeparam name="TPolicy">The policy.</typeparam>
    /// <param name="builder">The gateway's builder.</param>
    /// <returns>The builder.</returns>
    public static IAiGatewayBuilder AddRoutingPolicy<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TPolicy>(
        this IAiGatewayBuilder builder)
        where TPolicy : class, IRoutingPolicy
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddSingleton<IRoutingPolicy, TPolicy>();
        return builder;
    }

    /// <summary>Adds a sink that takes the usage of every attempt.</summary>
    /// <typeparam name="TSink">The sink, such as <see cref="LogUsageSink"/>.</typeparam>
    /// <param name="builder">The gateway's builder.</param>
    /// <returns>The builder.</returns>
    public static IAiGatewayBuilder AddUsageSink<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TSink>(this IAiGatewayBuilder builder)
        where TSink : class, IUsageSink
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddSingleton<IUsageSink, TSink>();
        return builder;
    }

    /// <summary>Adds a sink that takes the usage of every attempt.</summary>
    /// <param name="builder">The gateway's builder.</param>
    /// <param name="sink">The sink.</param>
    /// <returns>The builder.</returns>
    public static IAiGatewayBuilder AddUsageSink(this IAiGatewayBuilder builder, IUsageSink sink)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(sink);
        builder.Services.AddSingleton(sink);
        return builder;
    }

    /// <summary>Adds a detector of sensitive values, such as a model for the names of people. Its entities are on unless the configuration says otherwise.</summary>
    /// <typeparam name="TDetector">The detector.</typeparam>
    /// <param name="builder">The gateway's builder.</param>
    /// <returns>The builder.</returns>
    public static IAiGatewayBuilder AddEntityDetector<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TDetector>(
        this IAiGatewayBuilder builder)
        where TDetector : class, IEntityDetector
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddSingleton<IEntityDetector, TDetector>();
        return builder;
    }

    /// <summary>Sets limits to what the configuration of the application may say. Later calls, also of the application itself, can tighten them, never loosen.</summary>
    /// <param name="builder">The gateway's builder.</param>
    /// <param name="configure">Says what is allowed; runs once, now.</param>
    /// <returns>The builder.</returns>
    /// <remarks>What a provider is configured to in code is held to the baseline as well.</remarks>
    /// <exception cref="ArgumentException">Something that the baseline says is empty, out of range, or not an origin.</exception>
    public static IAiGatewayBuilder UseBaseline(this IAiGatewayBuilder builder, Action<GatewayBaseline> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        var baseline = new GatewayBaseline();
        configure(baseline);
        BaselineSet.Of(builder.Services).Add(BaselineRules.Of(baseline));
        return builder;
    }

    /// <summary>Lets the host say who is asking.</summary>
    /// <typeparam name="TProvider">The provider of callers.</typeparam>
    /// <param name="builder">The gateway's builder.</param>
    /// <returns>The builder.</returns>
    public static IAiGatewayBuilder UseCallerProvider<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TProvider>(
        this IAiGatewayBuilder builder)
        where TProvider : class, ICallerProvider
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddSingleton<ICallerProvider, TProvider>();
        return builder;
    }
}
