using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using AiGateway.Client.Context;
using AiGateway.Client.Resilience;
using AiGateway.Client.Routing;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace AiGateway.Client.Tests.Routing;

/// <summary>A gateway with one route whose targets do what a test says. Each target has a provider and a model of its own name.</summary>
internal sealed class ScriptedGateway : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, ScriptedClient> _clients = new();

    /// <param name="targets">The targets: names to settings.</param>
    /// <param name="route">Settings of the route, as JSON properties.</param>
    /// <param name="providers">Settings of the providers, by their names; those left out have none.</param>
    /// <param name="seed">Decides what chance decides.</param>
    public ScriptedGateway(
        (string Name, string Settings)[] targets, string route = "", Dictionary<string, string>? providers = null, Action<IAiGatewayBuilder>? configure = null, ulong seed = 1)
    {
        Gateway = new TestGateway(Json(targets, route, providers), builder =>
        {
            builder.Services.AddSingleton(new RoutingRandom(seed));
            builder.AddProvider("Scripted", (context, _) => Client(context.Name, context.KeyName));
            configure?.Invoke(builder);
        });
    }

    public TestGateway Gateway { get; }

    public TestClock Time => Gateway.Time;

    public static string Json((string Name, string Settings)[] targets, string route = "", Dictionary<string, string>? providers = null)
    {
        var all = targets.Select(target => $$""" "{{target.Name}}": { "Provider": "{{target.Name}}", "Model": "{{target.Name}}" {{Comma(target.Settings)}} } """);
        var types = targets.Select(target => $$""" "{{target.Name}}": { "Type": "Scripted" {{Comma(providers?.GetValueOrDefault(target.Name) ?? "")}} } """);
        return JsonNode.Parse($$"""
            { "AiGateway": {
                "Providers": { {{string.Join(',', types)}} },
                "Routes": { "chat": { "Targets": { {{string.Join(',', all)}} } {{Comma(route)}} } } } }
            """)!.ToJsonString();
    }

    /// <summary>Gets the client behind a target, or behind one of its keys.</summary>
    public ScriptedClient Client(string name, string? key = null) => _clients.GetOrAdd(key is null ? name : $"{name}/{key}", _ => new ScriptedClient(Time));

    /// <summary>Tells what every call at a target does.</summary>
    public ScriptedGateway On(string name, Script script, string? key = null)
    {
        Client(name, key).Plan = _ => script;
        return this;
    }

    public TargetHealth Health(string name) => Gateway.Gateway.Health.Single(health => health.Provider == name);

    /// <summary>Begins a call.</summary>
    public Task<ChatResponse> Start(bool streamed, ChatOptions? options = null, CancellationToken token = default) => streamed
        ? Gateway.Client.GetStreamingResponseAsync("Hi", options, token).ToChatResponseAsync(CancellationToken.None)
        : Gateway.Client.GetResponseAsync("Hi", options, token);

    /// <summary>Asks once, and lets the clock run until the answer is there.</summary>
    public Task<ChatResponse> AskAsync(bool streamed = false, ChatOptions? options = null) => Gateway.RunAsync(Start(streamed, options));

    /// <summary>Asks once, and returns who answered.</summary>
    public async Task<string> AnsweringAsync(GatewayChatOptions? options = null, bool streamed = false) =>
        (await AskAsync(streamed, options)).GetGatewayResult().Target!;

    /// <summary>Asks once for an answer that must fail.</summary>
    public async Task<TException> FailAsync<TException>(bool streamed = false, ChatOptions? options = null)
        where TException : Exception => (await Assert.ThrowsAsync<TException>(() => AskAsync(streamed, options)))!;

    public static GatewayChatOptions By(string user) => new() { Caller = new GatewayCaller { Tenant = "acme", User = user } };

    /// <summary>Checks that nothing is left of the calls: no timer, no attempt under way.</summary>
    public async Task ShouldBeIdleAsync()
    {
        await Quiescence.WaitAsync();
        Assert.That(Time.ArmedTimers, Is.Zero, "armed timers");
        Assert.That(Gateway.Gateway.Health.Select(health => health.InFlight), Is.All.Zero, "attempts under way");
    }

    public ValueTask DisposeAsync() => Gateway.DisposeAsync();

    private static string Comma(string settings) => settings.Length == 0 ? "" : ", " + settings;
}
