using System.Globalization;
using AiGateway.Client.Telemetry;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace AiGateway.Client.AspNetCore.Health;

/// <summary>Looks at every queue of records that the application has. Asks no database.</summary>
internal sealed class RecordQueuesHealthCheck(IEnumerable<IRecordBuffer> queues) : IHealthCheck
{
    private const double HighWater = 0.8;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        Dictionary<string, object> data = new(StringComparer.Ordinal);
        List<string> full = [];
        List<string> behind = [];
        foreach (var queue in queues)
        {
            var state = queue.State;
            data[queue.Name] = string.Create(CultureInfo.InvariantCulture, $"{state.Waiting} of {state.Capacity} wait, {state.Dropped} dropped{(state.IsFailing ? ", failing" : "")}");
            (state.IsFull ? full : state.IsFailing || (state.Capacity > 0 && state.Waiting >= state.Capacity * HighWater) ? behind : null)?.Add(queue.Name);
        }

        return Task.FromResult(
            full.Count > 0 ? new HealthCheckResult(context.Registration.FailureStatus, $"Full: {string.Join(", ", full)}. Further records are lost, or hold requests up.", data: data)
            : behind.Count > 0 ? HealthCheckResult.Degraded($"Behind or failing: {string.Join(", ", behind)}.", data: data)
            : HealthCheckResult.Healthy("Records are stored.", data));
    }
}
