using System.Collections;
using System.Globalization;
using System.Text;
using AiGateway.Client.Context;
using AiGateway.Client.Telemetry;

namespace AiGateway.Client.Pipeline;

/// <summary>What the log says of a request: named values, and a line that leaves out what there was not. No content.</summary>
internal sealed class RequestSummary(GatewayResult result, TelemetryOptions options) : IReadOnlyList<KeyValuePair<string, object?>>
{
    private const string Template = "Request {RequestId} on route {Route}: {Outcome} by {Target} ({Model}) after {Attempts} attempt(s) in {DurationMs} ms";

    public int Count => 20;

    public KeyValuePair<string, object?> this[int index] => index switch
    {
        0 => new("RequestId", result.RequestId),
        1 => new("Route", result.Route),
        2 => new("Outcome", result.Outcome),
        3 => new("Target", result.Target),
        4 => new("Provider", result.Provider),
        5 => new("Model", result.Model),
        6 => new("Attempts", result.Attempts.Count),
        7 => new("DurationMs", result.Duration.TotalMilliseconds),
        8 => new("OverheadMs", result.Overhead.TotalMilliseconds),
        9 => new("InputTokens", result.Usage?.InputTokenCount),
        10 => new("OutputTokens", result.Usage?.OutputTokenCount),
        11 => new("Cost", result.Cost),
        12 => new("SavedCost", result.SavedCost),
        13 => new("UsageStatus", result.UsageStatus),
        14 => new("Cache", Cache),
        15 => new("Decisions", Decisions),
        16 => new("FailureKind", RequestTelemetry.LastFailure(result)?.Kind),
        17 => new("Tenant", options.Tenant is CallerSignals.None ? null : result.Caller.Tenant),
        18 => new("User", options.User is CallerSignals.None ? null : result.Caller.User),
        19 => new("{OriginalFormat}", Template),
        _ => throw new ArgumentOutOfRangeException(nameof(index)),
    };

    private string Cache => result.IsCacheHit ? "Hit" : "None";

    private string? Decisions => result.Decisions.Count == 0 ? null : string.Join(", ", result.Decisions.Select(static decision =>
        $"{decision.Policy} {decision.Verdict} {decision.ReasonCode}{(decision.Mode is PolicyMode.DryRun ? " (dry run)" : "")}"));

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator()
    {
        for (var i = 0; i < Count; i++)
        {
            yield return this[i];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override string ToString()
    {
        var line = new StringBuilder();
        line.Append(CultureInfo.InvariantCulture, $"Request {result.RequestId} on route {result.Route}: {result.Outcome}");
        AppendTarget(line);
        line.Append(CultureInfo.InvariantCulture, $" in {result.Duration.TotalMilliseconds:0.0} ms ({result.Overhead.TotalMilliseconds:0.0} ms of its own)");
        AppendUsage(line);
        Append(line, "cache", result.IsCacheHit ? Cache : null);
        Append(line, "decisions", Decisions);
        Append(line, "failure", RequestTelemetry.LastFailure(result)?.Kind.ToString());
        Append(line, "tenant", options.Tenant is CallerSignals.None ? null : result.Caller.Tenant);
        Append(line, "user", options.User is CallerSignals.None ? null : result.Caller.User);
        return line.ToString();
    }

    private void AppendTarget(StringBuilder line)
    {
        if (result.Target is { } target)
        {
            line.Append(CultureInfo.InvariantCulture, $" by {target} ({result.Model}) after {result.Attempts.Count} attempt(s)");
        }
    }

    private void AppendUsage(StringBuilder line)
    {
        if (result.Usage is { } usage)
        {
            line.Append(CultureInfo.InvariantCulture, $", {usage.InputTokenCount ?? 0} input and {usage.OutputTokenCount ?? 0} output tokens");
        }

        if (result.Target is not null || result.IsCacheHit)
        {
            line.Append(CultureInfo.InvariantCulture, $", {result.Cost} USD ({result.UsageStatus})");
        }

        if (result.SavedCost > 0)
        {
            line.Append(CultureInfo.InvariantCulture, $", {result.SavedCost} USD saved");
        }
    }

    private static void Append(StringBuilder line, string name, string? value)
    {
        if (value is not null)
        {
            line.Append(", ").Append(name).Append(' ').Append(value);
        }
    }
}
