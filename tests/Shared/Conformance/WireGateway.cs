using AiGateway.Client.Wire;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AiGateway.Client.Tests.Conformance;

/// <summary>A gateway with one adapter, pointed at one loopback server, or at two of which the second is the backup.</summary>
internal sealed class WireGateway : IAsyncDisposable
{
    public const string Model = "main-model";
    public const string BackupModel = "backup-model";

    // Built from parts, so that no file holds anything that looks like a key.
    public static readonly string Key = string.Concat("sk-", "proj-", new string('7', 24));

    private static readonly (string Target, string Model)[] Targets = [("main", Model), ("backup", BackupModel)];

    public WireGateway(
        WireAdapter adapter, IReadOnlyList<WireServer> servers, Dictionary<string, string?>? provider, Dictionary<string, string?>? route,
        Action<IServiceCollection, IAiGatewayBuilder>? configure)
    {
        // A test of one failure wants to see it once.
        var settings = new Dictionary<string, string?> { ["AiGateway:Routes:chat:Retry:MaxRetries"] = "0" };
        for (var i = 0; i < servers.Count; i++)
        {
            AddTarget(settings, adapter, i, servers[i], i == 0 ? provider : null);
        }

        Set(settings, "AiGateway:Routes:chat", route);
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(Log));
        var section = new ConfigurationBuilder().AddInMemoryCollection(settings).Build().GetSection("AiGateway");
        var builder = adapter.Add(services.AddAiGateway(section));
        configure?.Invoke(services, builder);
        Services = services.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true, ValidateOnBuild = true });
    }

    public RecordingLogger Log { get; } = new();

    public ServiceProvider Services { get; }

    public IChatClient Client => Services.GetRequiredService<IChatClient>();

    public ValueTask DisposeAsync() => Services.DisposeAsync();

    private static void AddTarget(Dictionary<string, string?> settings, WireAdapter adapter, int index, WireServer server, Dictionary<string, string?>? provider)
    {
        var (target, model) = Targets[index];
        var section = $"AiGateway:Providers:{target}-provider";
        settings[$"{section}:Type"] = adapter.Type;
        settings[$"{section}:Endpoint"] = adapter.Endpoint(server.BaseAddress).ToString();
        settings[$"{section}:ApiKey"] = Key;
        Set(settings, section, adapter.Settings);
        Set(settings, section, provider);
        settings[$"AiGateway:Routes:chat:Targets:{target}:Provider"] = $"{target}-provider";
        settings[$"AiGateway:Routes:chat:Targets:{target}:Model"] = model;
        settings[$"AiGateway:Routes:chat:Targets:{target}:Priority"] = $"{index}";
    }

    private static void Set(Dictionary<string, string?> settings, string section, IReadOnlyDictionary<string, string?>? values)
    {
        foreach (var (key, value) in values ?? new Dictionary<string, string?>())
        {
            settings[$"{section}:{key}"] = value;
        }
    }
}
