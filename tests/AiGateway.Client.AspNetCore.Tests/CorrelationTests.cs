using System.Diagnostics;
using AiGateway.Client.Context;
using AiGateway.Client.Telemetry;

namespace AiGateway.Client.AspNetCore.Tests;

/// <summary>Whether a request to the gateway can be found from the HTTP request that led to it.</summary>
public sealed class CorrelationTests
{
    private const string Trace = "0af7651916cd43dd8448eb211c80319c";
    private const string Parent = $"00-{Trace}-b7ad6b7169203331-01";

    [Test]
    public async Task Result_OfARequest_HasTheTraceOfTheHttpRequest([Values] bool streamed)
    {
        await using var host = await TestHost.StartAsync(TestGateways.Simple);
        await host.AskAsync(streamed, "", ("traceparent", Parent));
        Assert.That((await host.Results.NextAsync()).TraceId, Is.EqualTo(Trace));
    }

    [Test]
    public async Task Problem_OfARequest_HasTheTraceAndTheIdOfTheResult([Values] bool streamed)
    {
        await using var host = await TestHost.StartAsync(TestGateways.Simple);
        foreach (var accepted in new[] { "*/*", "text/event-stream" })
        {
            var answer = await host.AskAsync(streamed, "route=nope", ("traceparent", Parent), ("Accept", accepted));
            var result = await host.Results.NextAsync();
            Assert.That(answer["traceId"], Does.StartWith($"00-{Trace}-"));
            Assert.That((answer["requestId"], result.TraceId, result.Outcome), Is.EqualTo((result.RequestId, Trace, GatewayOutcome.Rejected)));
        }
    }

    [Test]
    public async Task Span_OfARequest_IsWithinThatOfTheHttpRequest([Values] bool streamed)
    {
        List<Activity> spans = [];
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == GatewayTelemetry.SourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = span =>
            {
                lock (spans)
                {
                    spans.Add(span);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        await using var host = await TestHost.StartAsync(TestGateways.Simple);
        await host.AskAsync(streamed, "", ("traceparent", Parent));
        var result = await host.Results.NextAsync();
        lock (spans)
        {
            var own = spans.Where(span => span.GetTagItem(GatewayTelemetry.RequestIdTag) as string == result.RequestId).ToList();
            Assert.That(own.Count(span => span.OperationName == GatewayTelemetry.RequestActivity), Is.EqualTo(1));
            Assert.That(own.Select(span => span.TraceId.ToHexString()).Append(result.TraceId), Is.All.EqualTo(Trace));
        }
    }
}
