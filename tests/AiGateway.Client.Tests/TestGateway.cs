using System.Text;
using AiGateway.Client.Configuration;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AiGateway.Client.Tests;

/// <summary>A gateway over simulated providers, configured by JSON that can be changed while it runs.</summary>
internal sealed class TestGateway : IAsyncDisposable
{
    /// <summary>A route with two targets, each asked once; faults are added by the tests.</summary>
    public const string TwoTargets = """
        { "AiGateway": {
            "Providers": { "first": { "Type": "Simulated", "Answer": "Hello from the first." }, "second": { "Type": "Simulated", "Answer": "Hello from the second." } },
            "Routes": { "chat": { "Retry": { "MaxRetries": 0 }, "Targets": {
                "main": { "Provider": "first", "Model": "model-a" },
                "backup": { "Provider": "second", "Model": "model-b", "Priority": 1 } } } } } }
        """;

    private readonly ReloadableJson _json;

    public TestGateway(string json = TwoTargets, Action<IAiGatewayBuilder>? configure = null)
    {
        _json = new ReloadableJson(json);
        Configuration = new ConfigurationBuilder().Add(_json).Build();
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(Time);
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(Log));
        var builder = services.AddAiGateway(Configuration.GetSection("AiGateway")).AddSimulated();
        configure?.Invoke(builder);
        Services = services.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true, ValidateOnBuild = true });
    }

    public TestClock Time { get; } = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    public RecordingLogger Log { get; } = new();

    public IConfigurationRoot Configuration { get; }

    public ServiceProvider Services { get; }

    public IAiGateway Gateway => Services.GetRequiredService<IAiGateway>();

    public IChatClient Client => Services.GetRequiredService<IChatClient>();

    public GatewayRuntime Runtime => Services.GetRequiredService<GatewayRuntime>();

    /// <summary>Replaces the whole configuration and lets the reload delay pass.</summary>
    public void Reload(string json, TimeSpan? delay = null)
    {
        _json.Set(json);
        Configuration.Reload();
        Time.Advance(delay ?? TimeSpan.FromSeconds(1));
    }

    /// <summary>Builds a gateway that must be refused, and returns what was wrong.</summary>
    public static IReadOnlyList<string> Failures(string json, Action<IAiGatewayBuilder>? configure = null)
    {
        using var gateway = new TestGateway(json, configure).Services;
        return [.. Assert.Throws<OptionsValidationException>(() => gateway.GetRequiredService<IAiGateway>())!.Failures];
    }

    /// <summary>Lets the clock run, from timer to timer, until a call has ended. It moves only when nothing else does.</summary>
    /// <param name="call">The call.</param>
    /// <param name="step">The most that the clock may jump at once; <see langword="null"/> for any.</param>
    public async Task<T> RunAsync<T>(Task<T> call, TimeSpan? step = null)
    {
        Assert.That(await Quiescence.RunUntilAsync(Time, () => call.IsCompleted, step), "the call hangs");
        return await call;
    }

    public ValueTask DisposeAsync() => Services.DisposeAsync();

    private sealed class ReloadableJson(string json) : IConfigurationSource
    {
        private string _json = json;

        public void Set(string changed) => _json = changed;

        public IConfigurationProvider Build(IConfigurationBuilder builder) => new Provider(this);

        private sealed class Provider(ReloadableJson source) : ConfigurationProvider
        {
            public override void Load()
            {
                using var stream = new MemoryStream(Encoding.UTF8.GetBytes(source._json));
                using var parsed = (ConfigurationRoot)new ConfigurationBuilder().AddJsonStream(stream).Build();
                Data = parsed.AsEnumerable().ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.OrdinalIgnoreCase);
            }
        }
    }
}
