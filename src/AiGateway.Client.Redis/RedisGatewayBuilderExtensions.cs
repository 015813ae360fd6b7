using AiGateway.Client.Quotas;
using AiGateway.Client.Redis;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds Redis to the gateway.</summary>
public static class RedisGatewayBuilderExtensions
{
    /// <summary>Counts rate limits and budgets in Redis, for every process that uses the same one.</summary>
    /// <param name="builder">The gateway's builder.</param>
    /// <param name="connectionString">How to connect, as StackExchange.Redis writes it. It is used when the first request comes.</param>
    /// <returns>The builder.</returns>
    public static IAiGatewayBuilder AddRedisQuotas(this IAiGatewayBuilder builder, string connectionString)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);
        return builder.AddRedisQuotas(options => options.ConnectionString = connectionString);
    }

    /// <summary>Counts rate limits and budgets in Redis over a connection of the application's own.</summary>
    /// <param name="builder">The gateway's builder.</param>
    /// <param name="connection">The connection; the application closes it.</param>
    /// <param name="configure">Sets further options.</param>
    /// <returns>The builder.</returns>
    public static IAiGatewayBuilder AddRedisQuotas(
        this IAiGatewayBuilder builder, IConnectionMultiplexer connection, Action<RedisQuotaOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(connection);
        return builder.AddRedisQuotas(configure, _ => new RedisConnection(connection));
    }

    /// <summary>Counts rate limits and budgets in Redis.</summary>
    /// <param name="builder">The gateway's builder.</param>
    /// <param name="configure">Sets the options; they are checked at start-up.</param>
    /// <returns>The builder.</returns>
    public static IAiGatewayBuilder AddRedisQuotas(this IAiGatewayBuilder builder, Action<RedisQuotaOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        return builder.AddRedisQuotas(configure, _ => new RedisConnection(null));
    }

    private static IAiGatewayBuilder AddRedisQuotas(
        this IAiGatewayBuilder builder, Action<RedisQuotaOptions>? configure, Func<IServiceProvider, RedisConnection> connection)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.Replace(ServiceDescriptor.Singleton(connection));
        builder.Services.TryAddSingleton<IValidateOptions<RedisQuotaOptions>, RedisQuotaOptionsValidator>();
        builder.Services.AddOptions<RedisQuotaOptions>().Configure(configure ?? (static _ => { })).ValidateOnStart();
        builder.Services.Replace(ServiceDescriptor.Singleton<IQuotaStore>(provider => new RedisQuotaStore(
            provider.GetRequiredService<RedisConnection>(), provider.GetRequiredService<IOptions<RedisQuotaOptions>>().Value,
            provider.GetRequiredService<TimeProvider>())));
        return builder;
    }
}
