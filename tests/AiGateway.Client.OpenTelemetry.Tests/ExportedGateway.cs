using System.Diagnostics;
using AiGateway.Client.Telemetry;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace AiGateway.Client.Exporting.Tests;

/// <summary>A gateway whose signals OpenTelemetry's SDK exports to memory.</summary>
internal sealed class ExportedGateway : IAsyncDisposable
{
    private const string Json = """
        { "AiGateway": {
            "Providers": {
                "first": { "Type": "Simulated", "Answer": "Hello from the first.", "InputTokens": 1000, "OutputTokens": 500, "Faults": { "f": { "Kind": "Status", "FirstCall": FIRST } } },
                "second": { "Type": "Simulated", "Answer": "Hello from the second.", "InputTokens": 1000, "OutputTokens": 500 } },
            "Prices": { "b": { "Model": "model-b", "Input": 1, "Output": 2 } },
            "Routes": { "chat": { "Retry": { "MaxRetries": 0 }, "Targets": {
                "main": { "Provider": "first", "Model": "model-a" },
                "backup": { "Provider": "second", "Model": "model-b", "Priority": 1 } } } } } }
        """;

    private readonly ServiceProvider _services;

    public ExportedGateway(int firstFailure = 1, Action<IAiGatewayBuilder>? configure = null)
    {
        using var json = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(Json.Replace("FIRST", $"{firstFailure}", StringComparison.Ordinal)));
        var configuration = new ConfigurationBuilder().AddJsonStream(json).Build();
        var services = new ServiceCollection();
        services.AddOpenTelemetry()
            .WithTracing(tracing => tracing.AddAiGatewayInstrumentation().AddInMemoryExporter(Spans))
            .WithMetrics(metrics => metrics.AddAiGatewayInstrumentation().AddInMemoryExporter(Metrics));
        var builder = services.AddAiGateway(configuration.GetSection("AiGateway")).AddSimulated();
        configure?.Invoke(builder);
        _services = services.BuildServiceProvider();

        // What a host would do when it starts.
        _services.GetRequiredService<TracerProvider>();
        _services.GetRequiredService<MeterProvider>();
    }

    public List<Activity> Spans { get; } = [];

    public List<MetricSnapshot> Metrics { get; } = [];

    public IChatClient Client => _services.GetRequiredService<IChatClient>();

    public Activity Request => Spans.Single(span => span.OperationName == GatewayTelemetry.RequestActivity);

    public IReadOnlyList<Activity> Attempts => [.. Spans.Where(span => span.OperationName != GatewayTelemetry.RequestActivity)];

    public Task<ChatResponse> AskAsync(bool streamed) =>
        streamed ? Client.GetStreamingResponseAsync("Hi").ToChatResponseAsync() : Client.GetResponseAsync("Hi");

    /// <summary>Exports the metrics, and gives those of a name.</summary>
    public IReadOnlyList<MetricPoint> Collect(string name)
    {
        Metrics.Clear();
        _services.GetRequiredService<MeterProvider>().ForceFlush();
        return [.. Metrics.Where(metric => metric.Name == name).SelectMany(metric => metric.MetricPoints)];
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
