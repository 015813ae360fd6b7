using AiGateway.Client.Context;
using AiGateway.Client.Telemetry;
using Microsoft.Extensions.Logging;

namespace AiGateway.Client.Pipeline;

/// <summary>What the Entry stage works with.</summary>
internal sealed class EntrySettings
{
    /// <summary>Resolves a requested route, alias or model name (or none) to a route's name; throws for an unknown one.</summary>
    public required Func<string?, string> ResolveRoute { get; init; }

    public required TimeProvider TimeProvider { get; init; }

    public required ILogger Logger { get; init; }

    public required GatewayInstruments Instruments { get; init; }

    public ICallerProvider? CallerProvider { get; init; }

    /// <summary>Gets what keeps a record of every request.</summary>
    public IRequestAuditor? Auditor { get; init; }
    public TelemetryOptions Telemetry { get; init; } = new();

    public string ConfigurationVersion { get; init; } = "";
}
