using System.Text.Json.Serialization;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Context;

/// <summary>Chat options with what the gateway adds: the route, the caller, tags and a completion callback.</summary>
/// <remarks>
/// The gateway clones the options once per request and never changes the caller's own. A stock cache outside the gateway
/// does not see these properties: it knows no tenant.
/// </remarks>
public sealed class GatewayChatOptions : ChatOptions
{
    // Options are copied for every attempt, and few requests override the route's rules.
    private RoutingOverrides? _overrides;

    /// <summary>Initializes a new instance of the <see cref="GatewayChatOptions"/> class.</summary>
    public GatewayChatOptions()
    {
    }

    /// <summary>Initializes a new instance of the <see cref="GatewayChatOptions"/> class as a copy of any chat options.</summary>
    /// <param name="other">The options to copy; <see langword="null"/> for none.</param>
    public GatewayChatOptions(ChatOptions? other)
        : base(other)
    {
        if (other is GatewayChatOptions gateway)
        {
            Route = gateway.Route;
            Caller = gateway.Caller;
            Tags = gateway.Tags is { } tags ? new Dictionary<string, string>(tags) : null;
            _overrides = gateway._overrides?.Clone();
            OnCompleted = gateway.OnCompleted;
            Context = gateway.Context;
        }
    }

    /// <summary>Gets or sets the route or alias to use.</summary>
    /// <value>Wins over <see cref="ChatOptions.ModelId"/> and over the route of the client that is called. Default <see langword="null"/>.</value>
    [JsonIgnore]
    public string? Route { get; set; }

    /// <summary>Gets or sets who is asking.</summary>
    /// <value>An <see cref="ICallerProvider"/>, where one is registered, decides whether to accept it. Default <see langword="null"/>.</value>
    [JsonIgnore]
    public GatewayCaller? Caller { get; set; }

    /// <summary>Gets or sets labels for reports and rules, such as a feature or a cost centre.</summary>
    [JsonIgnore]
    public IDictionary<string, string>? Tags { get; set; }

    /// <summary>Gets or sets the only target of the route that may serve the request.</summary>
    /// <value>Default <see langword="null"/>: the route decides.</value>
    [JsonIgnore]
    public string? Target
    {
        get => _overrides?.Target;
        set => Overrides.Target = value;
    }

    /// <summary>Gets or sets the regions in which the request may be processed.</summary>
    /// <value>Default <see langword="null"/>: any. Targets whose provider names no region are left out when this is set.</value>
    [JsonIgnore]
    public IList<string>? Regions
    {
        get => _overrides?.Regions;
        set => Overrides.Regions = value;
    }

    /// <summary>Gets or sets how sensitive the request is, in the words of a policy of type <c>Classification</c>, such as <c>confidential</c>.</summary>
    /// <value>Default <see langword="null"/>: the tag <c>classification</c>, else what the policy says. It can only restrict where the request goes.</value>
    [JsonIgnore]
    public string? Classification
    {
        get => _overrides?.Classification;
        set => Overrides.Classification = value;
    }

    /// <summary>Gets or sets the time for the whole request, from its start.</summary>
    /// <value>Default <see langword="null"/>: the route's total time limit, which this can shorten but not lengthen.</value>
    [JsonIgnore]
    public TimeSpan? Deadline
    {
        get => _overrides?.Deadline;
        set => Overrides.Deadline = value;
    }

    /// <summary>Gets or sets a value indicating whether only the first target may be asked. It may be asked again.</summary>
    /// <value>Default <see langword="false"/>.</value>
    [JsonIgnore]
    public bool NoFallback
    {
        get => _overrides is { NoFallback: true };
        set => Overrides.NoFallback = value;
    }

    /// <summary>Gets or sets which of several requests that wait for a rate limit goes first.</summary>
    /// <value>Default <see cref="GatewayPriority.Normal"/>.</value>
    [JsonIgnore]
    public GatewayPriority Priority
    {
        get => _overrides?.Priority ?? GatewayPriority.Normal;
        set => Overrides.Priority = value;
    }

    /// <summary>Gets or sets a callback for the result of the request.</summary>
    /// <value>Called exactly once for each request, also when it fails, is refused or is not read to its end. Exceptions it throws are logged and dropped.</value>
    [JsonIgnore]
    public Action<GatewayResult>? OnCompleted { get; set; }

    internal GatewayContext? Context { get; set; }

    private RoutingOverrides Overrides => _overrides ??= new RoutingOverrides();

    /// <summary>Copies the options; collections are copied too, their elements are shared.</summary>
    /// <returns>The copy.</returns>
    public override ChatOptions Clone() => new GatewayChatOptions(this);
}
