namespace AiGateway.Client.Telemetry;

/// <summary>Every name that the gateway's signals use.</summary>
public static class GatewayTelemetry
{
    /// <summary>The name of the gateway's <see cref="System.Diagnostics.ActivitySource"/> and <see cref="System.Diagnostics.Metrics.Meter"/>.</summary>
    public const string SourceName = "AiGateway.Client";

    /// <summary>What the gateway's clients report as their provider in <see cref="Microsoft.Extensions.AI.ChatClientMetadata"/>.</summary>
    public const string ProviderName = "aigateway";

    /// <summary>The span around one logical request.</summary>
    public const string RequestActivity = "aigateway.request";

    /// <summary>Histogram, seconds: the duration of a logical request.</summary>
    public const string RequestDuration = "aigateway.request.duration";

    /// <summary>Counter: attempts at targets.</summary>
    public const string Attempts = "aigateway.attempts";

    /// <summary>Counter: configuration reloads by outcome.</summary>
    public const string Reloads = "aigateway.configuration.reloads";

    /// <summary>Counter: values that redaction has found, by entity.</summary>
    public const string Redactions = "aigateway.redactions";

    /// <summary>Tag: the entity of a value that redaction has found.</summary>
    public const string EntityTag = "aigateway.entity";

    /// <summary>Tag: the request's id.</summary>
    public const string RequestIdTag = "aigateway.request.id";

    /// <summary>Tag: the route's name.</summary>
    public const string RouteTag = "aigateway.route";

    /// <summary>Tag: the target's name.</summary>
    public const string TargetTag = "aigateway.target";

    /// <summary>Tag: how a request, an attempt or a reload ended.</summary>
    public const string OutcomeTag = "aigateway.outcome";

    /// <summary>Tag: the kind of failure.</summary>
    public const string FailureKindTag = "aigateway.failure.kind";

    /// <summary>Tag: the version (hash) of the configuration.</summary>
    public const string ConfigurationVersionTag = "aigateway.configuration.version";

    /// <summary>Tag: the provider's name as configured (OpenTelemetry GenAI convention).</summary>
    public const string ProviderTag = "gen_ai.provider.name";

    /// <summary>Tag: the model that was asked for (OpenTelemetry GenAI convention).</summary>
    public const string ModelTag = "gen_ai.request.model";
}
