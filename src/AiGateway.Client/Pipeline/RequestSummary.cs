using System.Collections;
using System.Globalization;
using System.Text;
using AiGateway.Client.Context;
using AiGateway.Client.Telemetry;

namespace AiGateway.Client.Pipeline;

/// <summary>What the log says of a request: named values, and a line that leaves out what there was not. No content.</summary>
/// <remarks>Loggers may keep it for long, so that it holds on to nothing of the request but the values.</remarks>
internal sealed class RequestSummary : IReadOnlyList<KeyValuePair<string, object?>>
{
    private const string Template = "Request {RequestId} on route {Route}: {Outcome} by {Target} ({Model}) after {Attempts} attempt(s) in {DurationMs} ms";

    private readonly KeyValuePair<string, object?>[] _values;

    public RequestSummary(GatewayResult result, TelemetryOptions options) => _values =
    [
        new("RequestId", result.RequestId),
        new("Route", result.Route),
        new("Outcome", result.Outcome),
        new("Target", result.Target),
        new("Provider", result.Provider),
        new("Model", result.Model),
        new("Attempts", result.Attempts.Count),
        new("DurationMs", result.Duration.TotalMilliseconds),
        new("OverheadMs", result.Overhead.TotalMilliseconds),
        new("InputTokens", result.Usage?.InputTokenCount),
        new("OutputTokens", result.Usage?.OutputTokenCount),
        new("Cost", result.Cost),
        new("UsageStatus", result.UsageStatus),
        new("SavedCost", result.SavedCost),
        new("Cache", Describe(result.Cache)),
        new("Decisions", Describe(result.Decisions)),
        new("FailureKind", RequestTelemetry.LastFailure(result)?.Kind),
        new("Tenant", options.Tenant is CallerSignals.None ? null : result.Caller.Tenant),
        new("User", options.User is CallerSignals.None ? null : result.Caller.User),
        new("{OriginalFormat}", Template),
    ];

    public int Count => _values.Length;

    public KeyValuePair<string, object?> this[int index] => _values[index];

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => _values.AsEnumerable().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override string ToString()
    {
        var line = new StringBuilder();
        Append(line, $"Request {Value("RequestId")} on route {Value("Route")}: {Value("Outcome")}");
        if (Value("Target") is { } target)
        {
            Append(line, $" by {target} ({Value("Model")}) after {Value("Attempts")} attempt(s)");
        }

        Append(line, $" in {Value("DurationMs"):0.0} ms ({Value("OverheadMs"):0.0} ms of its own)");
        AppendUsage(line);
        AppendNamed(line, "decisions", "Decisions");
        AppendNamed(line, "failure", "FailureKind");
        AppendNamed(line, "tenant", "Tenant");
        AppendNamed(line, "user", "User");
        return line.ToString();
    }

    private static string? Describe(IReadOnlyList<PolicyDecision> decisions) => decisions.Count == 0 ? null : string.Join(", ", decisions.Select(static decision =>
        $"{decision.Policy} {decision.Verdict} {decision.ReasonCode}{(decision.Mode is PolicyMode.DryRun ? " (dry run)" : "")}"));

    private static string Describe(GatewayCacheResult cache) => cache.Status is CacheStatus.Bypass ? $"Bypass ({cache.Reason})" : cache.Status.ToString();

    private void AppendUsage(StringBuilder line)
    {
        if (Value("InputTokens") is not null || Value("OutputTokens") is not null)
        {
            Append(line, $", {Value("InputTokens") ?? 0} input and {Value("OutputTokens") ?? 0} output tokens");
        }

        if (Value("Target") is not null)
        {
            Append(line, $", {Value("Cost")} USD ({Value("UsageStatus")})");
        }

        if (Value("Cache") is not "None" and { } cache)
        {
            Append(line, $", cache {cache}");
        }

        if (Value("SavedCost") is > 0m and { } saved)
        {
            Append(line, $", {saved} USD saved");
        }
    }

    private void AppendNamed(StringBuilder line, string name, string key)
    {
        if (Value(key) is { } value)
        {
            Append(line, $", {name} {value}");
        }
    }

    private static void Append(StringBuilder line, FormattableString text) => line.Append(text.ToString(CultureInfo.InvariantCulture));

    private object? Value(string key) => Array.Find(_values, value => value.Key == key).Value;
}
