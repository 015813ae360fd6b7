using AiGateway.Client.Quotas;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace AiGateway.Client.Redis.Tests;

public sealed class RedisOptionsTests
{
    private static readonly string Secret = string.Concat("hunter", "-", "22");

    [Test]
    public void Options_NotValid_AreAllReportedAtStartUpWithoutTheConnectionString()
    {
        var failures = Failures(options =>
        {
            options.ConnectionString = $"redis-of-acme:6379,password={Secret},nonsense=1";
            options.KeyPrefix = "a{b}";
            options.ReserveTimeout = TimeSpan.Zero;
            options.SettleTimeout = TimeSpan.FromMinutes(1);
            options.LateSettleTime = TimeSpan.FromDays(400);
        });
        Assert.That(failures, Has.Length.EqualTo(5));
        Assert.That(failures, Has.None.Contains(Secret).And.None.Contains("acme"));
        Assert.That(failures, Has.One.Contains("Redis:ConnectionString").And.One.Contains("Redis:KeyPrefix = 'a{b}'").And.One.Contains("Redis:ReserveTimeout = '00:00:00'")
            .And.One.Contains("Redis:SettleTimeout = '00:01:00'").And.One.Contains("Redis:LateSettleTime = '400.00:00:00'"));
    }

    [Test]
    public void ConnectionString_Missing_SaysWhatToDo() =>
        Assert.That(Failures(static _ => { }), Is.EqualTo(new[] { "Redis:ConnectionString is missing. Set it, such as localhost:6379, or hand over an IConnectionMultiplexer." }));

    [Test]
    public void Options_AsText_HideTheConnectionString() =>
        Assert.That(new RedisQuotaOptions { ConnectionString = $"host,password={Secret}" }.ToString(), Is.EqualTo("Redis {aigateway}"));

    [Test]
    public void Store_WithInvalidOptions_IsNotMade()
    {
        Redis.RequireInstalled();
        Assert.That(() => new RedisQuotaStore(Redis.Connection, new RedisQuotaOptions { KeyPrefix = "" }), Throws.ArgumentException.With.Message.Contains("Redis:KeyPrefix"));
    }

    [Test]
    public async Task AddRedisQuotas_OverAConnectionOfTheApplication_LeavesItOpen()
    {
        Redis.RequireInstalled();
        var services = new ServiceCollection();
        var prefix = Redis.NextPrefix();
        services.AddAiGateway().AddRedisQuotas(Redis.Connection, options => options.KeyPrefix = prefix);
        await using (var provider = services.BuildServiceProvider())
        {
            var store = provider.GetRequiredService<IQuotaStore>();
            Assert.That(store, Is.InstanceOf<RedisQuotaStore>());
            await Levels.EventuallyAsync(() => Levels.SpendAsync(store, Levels.Yearly("y", 10), 4), "the store works");
        }

        Assert.That(Redis.Connection.IsConnected, Is.True);
        Assert.That((await Redis.CreateStore(prefix).GetUsageAsync(Levels.Yearly("y", 10), "acme")).Spent, Is.EqualTo(4));
    }

    [Test]
    public async Task Store_Disposed_IsAnErrorOfTheStore()
    {
        Redis.RequireInstalled();
        var store = new RedisQuotaStore(new RedisConnection(null), new RedisQuotaOptions { ConnectionString = Redis.Server.ConnectionString, ReserveTimeout = TimeSpan.FromSeconds(20) }, TimeProvider.System);
        await store.GetUsageAsync(Levels.Yearly("y", 10), "acme");
        store.Dispose();
        await store.DisposeAsync();
        var failure = await Assert.ThrowsAsync<QuotaStoreException>(async () => await store.GetUsageAsync(Levels.Yearly("y", 10), "acme"));
        Assert.That(failure!.Failure, Is.EqualTo(QuotaStoreFailure.Connection));
    }

    private static string[] Failures(Action<RedisQuotaOptions> configure)
    {
        var services = new ServiceCollection();
        services.AddAiGateway().AddRedisQuotas(configure);
        using var provider = services.BuildServiceProvider();
        return [.. Assert.Throws<OptionsValidationException>(() => provider.GetRequiredService<IQuotaStore>())!.Failures];
    }
}
