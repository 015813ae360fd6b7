using AiGateway.Client.Context;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace AiGateway.Client.Tests.Routing;

/// <summary>A route whose first target misbehaves by plan and whose second is healthy. Both give the same answer of 60 tokens.</summary>
internal sealed class FaultGateway : IAsyncDisposable
{
    public static readonly string Answer = string.Concat(Enumerable.Range(10, 60).Select(number => $"t{number},"));

    private readonly TestGateway _gateway;
    private readonly string _json;
    private readonly string _fault;

    /// <param name="fault">The first provider's fault plan entry, as JSON properties; empty for none.</param>
    /// <param name="route">Settings of the route, as JSON properties.</param>
    /// <param name="backup">Settings of the second target.</param>
    /// <param name="main">Settings of the first target.</param>
    /// <param name="backupFault">The second provider's fault plan entry.</param>
    public FaultGateway(string fault, string route = "", string backup = "", string main = "", string backupFault = "", Action<IAiGatewayBuilder>? configure = null)
    {
        _fault = fault;
        _json = $$"""
            { "AiGateway": {
                "Providers": {
                    "first": { "Type": "Simulated", "Answer": "{{Answer}}", "ChunkSize": 4, {{Plan(fault)}} },
                    "second": { "Type": "Simulated", "Answer": "{{Answer}}", "ChunkSize": 4, {{Plan(backupFault)}} } },
                "Routes": { "chat": { {{Comma(route)}} "Targets": {
                    "main": { {{Comma(main)}} "Provider": "first", "Model": "model-a" },
                    "backup": { {{Comma(backup)}} "Provider": "second", "Model": "model-b", "Priority": 1 } } } } } }
            """;
        _gateway = new TestGateway(_json, configure);
    }

    public TestGateway Gateway => _gateway;

    public Client.Resilience.TargetHealth Health => _gateway.Gateway.Health.Single(health => health.Provider == "first");

    /// <summary>Ends the first provider's fault.</summary>
    public void Heal() => _gateway.Reload(_json.Replace(_fault, "\"Kind\": \"Status\", \"FirstCall\": 1000000", StringComparison.Ordinal), TimeSpan.FromMilliseconds(250));

    /// <summary>Asks once and lets the clock run until the answer or the failure is there.</summary>
    /// <returns>The answer, with the time that passed.</returns>
    public async Task<(ChatResponse Response, TimeSpan Elapsed)> AskAsync(bool streamed, ChatOptions? options = null, TimeSpan? step = null)
    {
        var start = _gateway.Time.GetTimestamp();
        var response = await _gateway.RunAsync(streamed
            ? _gateway.Client.GetStreamingResponseAsync("Hi", options).ToChatResponseAsync()
            : _gateway.Client.GetResponseAsync("Hi", options), step);
        return (response, _gateway.Time.GetElapsedTime(start));
    }

    /// <summary>Asks once for an answer that must fail.</summary>
    public async Task<TException> FailAsync<TException>(bool streamed, ChatOptions? options = null)
        where TException : Exception => (await Assert.ThrowsAsync<TException>(() => AskAsync(streamed, options)))!;

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    private static string Plan(string fault) => fault.Length == 0 ? "\"Faults\": {}" : $"\"Faults\": {{ \"f\": {{ {fault} }} }}";

    private static string Comma(string settings) => settings.Length == 0 ? "" : settings + ",";
}

internal static class FaultGatewayExtensions
{
    public static IEnumerable<GatewayAttempt> At(this ChatResponse response, string target) => response.GetGatewayResult().Attempts.At(target);

    public static IEnumerable<GatewayAttempt> At(this IEnumerable<GatewayAttempt> attempts, string target) => attempts.Where(attempt => attempt.Target == target);
}
