using System.Diagnostics;
using AiGateway.Client.Telemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace AiGateway.Client.Exporting.Tests;

/// <summary>What OpenTelemetry's SDK exports of a request.</summary>
public sealed class InstrumentationTests
{
    [Test]
    public async Task AddAiGatewayInstrumentation_OfTracing_ExportsTheRequestAndItsAttempts([Values] bool streamed)
    {
        await using var gateway = new ExportedGateway();
        await gateway.AskAsync(streamed);
        Assert.That(gateway.Attempts.Select(span => (span.DisplayName, span.ParentSpanId, span.Status)), Is.EqualTo(new[]
        {
            ("chat model-a", gateway.Request.SpanId, ActivityStatusCode.Error), ("chat model-b", gateway.Request.SpanId, ActivityStatusCode.Unset),
        }));
        Assert.That(gateway.Request.Kind, Is.EqualTo(ActivityKind.Internal));
        Assert.That(gateway.Request.GetTagItem(GatewayTelemetry.CostTag), Is.EqualTo(0.002));
        Assert.That(gateway.Attempts[1].GetTagItem(GatewayTelemetry.UsageCostTag), Is.EqualTo(0.002));
    }

    [Test]
    public async Task AddAiGatewayInstrumentation_OfMetrics_ExportsCountsAndCosts([Values] bool streamed)
    {
        await using var gateway = new ExportedGateway();
        await gateway.AskAsync(streamed);
        await gateway.AskAsync(streamed);
        Assert.That(gateway.Collect(GatewayTelemetry.Attempts).Sum(point => point.GetSumLong()), Is.EqualTo(4));
        Assert.That(gateway.Collect(GatewayTelemetry.Fallbacks).Sum(point => point.GetSumLong()), Is.EqualTo(2));
        Assert.That(gateway.Collect(GatewayTelemetry.Cost).Sum(point => point.GetSumDouble()), Is.EqualTo(0.004).Within(1e-9));
        Assert.That(gateway.Collect(GatewayTelemetry.RequestDuration).Single().GetHistogramCount(), Is.EqualTo(2));
        Assert.That(gateway.Collect("gen_ai.client.token.usage").Sum(point => point.GetHistogramCount()), Is.EqualTo(2 * 2));
        Assert.That(gateway.Collect(GatewayTelemetry.TargetState).Select(point => point.GetGaugeLastValueLong()), Is.EquivalentTo(new long[] { 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 }));
    }

    [Test]
    public async Task Durations_OfRequests_HaveBucketsForSeconds()
    {
        await using var gateway = new ExportedGateway();
        await gateway.AskAsync(streamed: false);
        List<double> bounds = [];
        foreach (var bucket in gateway.Collect(GatewayTelemetry.RequestDuration).Single().GetHistogramBuckets())
        {
            bounds.Add(bucket.ExplicitBound);
        }

        Assert.That(bounds[..3], Is.EqualTo(new[] { 0.01, 0.02, 0.04 }));
        Assert.That(bounds[^2], Is.EqualTo(81.92));
    }

    [Test]
    public void AddAiGatewayInstrumentation_OfNothing_Throws()
    {
        Assert.Throws<ArgumentNullException>(() => ((TracerProviderBuilder)null!).AddAiGatewayInstrumentation());
        Assert.Throws<ArgumentNullException>(() => ((MeterProviderBuilder)null!).AddAiGatewayInstrumentation());
    }

    [Test]
    public void Core_KnowsNoOpenTelemetry() =>
        Assert.That(typeof(IAiGateway).Assembly.GetReferencedAssemblies().Select(assembly => assembly.Name), Has.None.StartsWith("OpenTelemetry"));

    [Test]
    public void Package_KnowsTheApiOnly() =>
        Assert.That(typeof(AiGatewayMeterProviderBuilderExtensions).Assembly.GetReferencedAssemblies().Select(assembly => assembly.Name!).Where(name => name.StartsWith("OpenTelemetry", StringComparison.Ordinal)),
            Is.EqualTo(new[] { "OpenTelemetry.Api" }));
}
