using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace AiGateway.Client.Testing.Tests;

/// <summary>A gateway with one route over two simulated providers.</summary>
internal sealed class TestGateway : IAsyncDisposable
{
    private readonly IConfigurationRoot _configuration;
    private readonly FakeTimeProvider _time = new();
    private readonly ServiceProvider _services;

    /// <summary>Builds the gateway with more settings, given by their keys below <c>AiGateway</c>. Each target is asked once: the clock stands still, so nobody could wait for a retry.</summary>
    public TestGateway(Dictionary<string, string?>? settings = null, Action<IAiGatewayBuilder>? configure = null)
    {
        Dictionary<string, string?> all = new(settings ?? [])
        {
            ["Providers:first:Type"] = "Simulated",
            ["Providers:second:Type"] = "Simulated",
            ["Routes:chat:Retry:MaxRetries"] = "0",
            ["Routes:chat:Targets:main:Provider"] = "first",
            ["Routes:chat:Targets:main:Model"] = "model-a",
            ["Routes:chat:Targets:backup:Provider"] = "second",
            ["Routes:chat:Targets:backup:Model"] = "model-b",
            ["Routes:chat:Targets:backup:Priority"] = "1",
        };
        _configuration = new ConfigurationBuilder().AddInMemoryCollection(all.Select(pair => KeyValuePair.Create("AiGateway:" + pair.Key, pair.Value))).Build();
        var builder = new ServiceCollection().AddSingleton<TimeProvider>(_time).AddAiGateway(_configuration.GetSection("AiGateway")).AddSimulated();
        configure?.Invoke(builder);
        _services = builder.Services.BuildServiceProvider();
    }

    public IChatClient Client => _services.GetRequiredService<IChatClient>();

    /// <summary>Changes one setting and lets the reload delay pass.</summary>
    public void Reload(string key, string value)
    {
        _configuration["AiGateway:" + key] = value;
        _configuration.Reload();
        _time.Advance(TimeSpan.FromSeconds(1));
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
