using AiGateway.Client.Wire;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AiGateway.Client.Tests;

/// <summary>A gateway with the OpenAI provider, pointed at one loopback server, or at two of which the second is the backup.</summary>
internal sealed class WireGateway : IAsyncDisposable
{
    // Built from parts, so that no file holds anything that looks like a key.
    public static readonly string Key = string.Concat("sk-", "proj-", new string('7', 24));

    private WireGateway(Dictionary<string, string?> settings, Action<IServiceCollection, IAiGatewayBuilder>? configure)
    {
        Configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(Log));
        configure?.Invoke(services, services.AddAiGateway(Configuration.GetSection("AiGateway")).AddOpenAI());
        Services = services.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true, ValidateOnBuild = true });
    }

    public RecordingLogger Log { get; } = new();

    public IConfigurationRoot Configuration { get; }

    public ServiceProvider Services { get; }

    public IChatClient Client => Services.GetRequiredService<IChatClient>();

    /// <summary>Makes a gateway with one target.</summary>
    /// <param name="server">Who answers.</param>
    /// <param name="provider">Settings of the provider that differ; <see langword="null"/> removes one.</param>
    /// <param name="configure">Adds services, and what the gateway needs of them.</param>
    public static WireGateway Over(
        WireServer server, IReadOnlyDictionary<string, string?>? provider = null, Action<IServiceCollection, IAiGatewayBuilder>? configure = null)
    {
        var settings = new Dictionary<string, string?>();
        AddTarget(settings, "main", server.OpenAIEndpoint, "gpt-main", provider);
        return new WireGateway(settings, configure ?? ((_, _) => { }));
    }

    /// <summary>Makes a gateway with a target and a backup.</summary>
    public static WireGateway Over(WireServer server, WireServer backup, Action<IServiceCollection, IAiGatewayBuilder>? configure = null) =>
        Over(server.OpenAIEndpoint, backup, configure);

    /// <summary>Makes a gateway with a target at any address and a backup.</summary>
    public static WireGateway Over(Uri endpoint, WireServer backup, Action<IServiceCollection, IAiGatewayBuilder>? configure = null)
    {
        var settings = new Dictionary<string, string?>();
        AddTarget(settings, "main", endpoint, "gpt-main", null);
        AddTarget(settings, "backup", backup.OpenAIEndpoint, "gpt-backup", null);
        settings["AiGateway:Routes:chat:Targets:backup:Priority"] = "1";
        return new WireGateway(settings, configure ?? ((_, _) => { }));
    }

    public ValueTask DisposeAsync() => Services.DisposeAsync();

    private static void AddTarget(
        Dictionary<string, string?> settings, string name, Uri endpoint, string model, IReadOnlyDictionary<string, string?>? provider)
    {
        var section = $"AiGateway:Providers:{name}-provider";
        settings[$"{section}:Type"] = "OpenAI";
        settings[$"{section}:Endpoint"] = endpoint.ToString();
        settings[$"{section}:ApiKey"] = Key;
        foreach (var (key, value) in provider ?? new Dictionary<string, string?>())
        {
            settings[$"{section}:{key}"] = value;
        }

        settings[$"AiGateway:Routes:chat:Targets:{name}:Provider"] = $"{name}-provider";
        settings[$"AiGateway:Routes:chat:Targets:{name}:Model"] = model;
    }
}
