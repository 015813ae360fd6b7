using AiGateway.Client.Context;
using AiGateway.Client.Metering;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace AiGateway.Client.Tests.Metering;

/// <summary>Two targets of 1000 input and 500 output tokens each: the first costs 0.002 USD, the second 0.02 USD.</summary>
internal sealed class MeteredGateway : IAsyncDisposable
{
    public const decimal FirstCost = 0.002m;
    public const decimal SecondCost = 0.02m;

    private const string BothPrices = """
        "a": { "Model": "model-a", "Input": 1, "Output": 2 }, "b": { "Model": "model-b", "Input": 10, "Output": 20 }
        """;

    /// <param name="fault">The first provider's fault, as JSON properties.</param>
    /// <param name="settings">More keys of the gateway.</param>
    /// <param name="route">More keys of the route.</param>
    /// <param name="prices">The prices.</param>
    public MeteredGateway(string fault = "", string settings = "", string route = "", string prices = BothPrices, Action<IAiGatewayBuilder>? configure = null) => Gateway = new TestGateway(
        $$"""
        { "AiGateway": { {{Comma(settings)}}
            "Prices": { {{prices}} },
            "Providers": {
                "first": { "Type": "Simulated", "Answer": "one two three four five six", "ChunkSize": 4, "InputTokens": 1000, "OutputTokens": 500,
                    "Faults": { {{(fault.Length == 0 ? "" : $"\"f\": {{ {fault} }}")}} } },
                "second": { "Type": "Simulated", "Answer": "Hello from the second.", "InputTokens": 1000, "OutputTokens": 500 } },
            "Routes": { "chat": { "Retry": { "MaxRetries": 0 }, {{Comma(route)}} "Targets": {
                "main": { "Provider": "first", "Model": "model-a" },
                "next": { "Provider": "second", "Model": "model-b", "Priority": 1 } } } } } }
        """,
        builder =>
        {
            builder.AddUsageSink(Sink);
            configure?.Invoke(builder);
        });

    public TestGateway Gateway { get; }

    public MemoryUsageSink Sink { get; } = new();

    /// <summary>Asks once and returns the result, also of a call that fails.</summary>
    public async Task<GatewayResult> AskAsync(bool streamed, CancellationToken cancellationToken = default)
    {
        GatewayResult? result = null;
        var options = new GatewayChatOptions { OnCompleted = completed => result = completed };
        Task<ChatResponse> Call() => streamed
            ? Gateway.Client.GetStreamingResponseAsync("Hi", options, cancellationToken).ToChatResponseAsync(cancellationToken)
            : Gateway.Client.GetResponseAsync("Hi", options, cancellationToken);
        try
        {
            await Gateway.RunAsync(Call());
        }
        catch (Exception exception) when (exception is OperationCanceledException or Client.Pipeline.AiGatewayException)
        {
            // The result says it.
        }

        return result!;
    }

    public ValueTask DisposeAsync() => Gateway.DisposeAsync();

    private static string Comma(string settings) => settings.Length == 0 ? "" : settings + ",";
}
