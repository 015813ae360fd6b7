using AiGateway.Client.Providers;

namespace AiGateway.Client.Redis;

/// <summary>Where and how limits are counted in Redis.</summary>
public sealed class RedisQuotaOptions
{
    /// <summary>Gets or sets how to connect, as StackExchange.Redis writes it, such as <c>host:6379,password=…,ssl=true</c>.</summary>
    /// <value>Required, unless the application hands over its own connection. It is kept out of messages: it may hold a password.</value>
    [Secret]
    public string ConnectionString { get; set; } = "";

    /// <summary>Gets or sets what the names of all keys begin with, in braces, so that Redis Cluster keeps them together.</summary>
    /// <value>Default <c>aigateway</c>; 1 to 100 characters without braces. Gateways that share limits share it; others have another one.</value>
    public string KeyPrefix { get; set; } = "aigateway";

    /// <summary>Gets or sets how long a request waits for Redis before it goes on without.</summary>
    /// <value>Default 250 ms; from 10 ms to 30 seconds.</value>
    public TimeSpan ReserveTimeout { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Gets or sets how long counting what was used may take before it is put off.</summary>
    /// <value>Default 1 second; from 10 ms to 30 seconds.</value>
    public TimeSpan SettleTimeout { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Gets or sets how long after its lease has expired a request can still be counted.</summary>
    /// <value>Default 1 day; from 1 minute to 31 days. Until then Redis remembers about 100 bytes for each request that was never heard of again.</value>
    public TimeSpan LateSettleTime { get; set; } = TimeSpan.FromDays(1);

    /// <summary>Names where the keys are.</summary>
    /// <returns>The prefix, never the connection string.</returns>
    public override string ToString() => $"Redis {{{KeyPrefix}}}";
}
