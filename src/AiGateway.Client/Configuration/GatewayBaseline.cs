using System.Diagnostics.CodeAnalysis;
using AiGateway.Client.Auditing;
using AiGateway.Client.Budgets;
using AiGateway.Client.Governance;
using AiGateway.Client.RateLimiting;
using AiGateway.Client.Redaction;
using Microsoft.Extensions.DependencyInjection;

namespace AiGateway.Client.Configuration;

/// <summary>What an organisation allows the configuration of every application to say. It is checked at start-up and at every reload.</summary>
/// <remarks>Several baselines apply together: what one of them does not allow is not allowed. See <see cref="AiGatewayBuilderExtensions.UseBaseline"/>.</remarks>
public sealed class GatewayBaseline
{
    /// <summary>Gets or sets the provider types that may be configured, compared without case.</summary>
    /// <value>Default <see langword="null"/>: all. Empty: none.</value>
    public IReadOnlyCollection<string>? AllowedProviderTypes { get; set; }

    /// <summary>Gets or sets the origins that providers may be at: scheme, host and port, such as <c>https://api.openai.com</c> or <c>http://localhost:11434</c>.</summary>
    /// <value>
    /// Default <see langword="null"/>: all. Empty: none. <c>https://*.example.com</c> stands for every host below <c>example.com</c>, at any depth, but not for
    /// <c>example.com</c> itself. Paths do not count. A provider without an <c>Endpoint</c> is judged by the one that its adapter would use.
    /// </value>
    public IReadOnlyCollection<string>? AllowedEndpoints { get; set; }

    /// <summary>Gets or sets the regions that providers may name, compared without case. Every provider must then name one.</summary>
    /// <value>Default <see langword="null"/>: any or none. Empty: no provider may be configured.</value>
    public IReadOnlyCollection<string>? AllowedRegions { get; set; }

    /// <summary>Gets or sets the models that targets may name, compared without case; <c>*</c> stands for any characters, as in <c>gpt-5*</c>.</summary>
    /// <value>Default <see langword="null"/>: all. Empty: none.</value>
    public IReadOnlyCollection<string>? AllowedModels { get; set; }

    /// <summary>Gets the entities that every application redacts, each with the weakest action it may choose for requests.</summary>
    /// <value>
    /// Default empty. From weak to strong: Pseudonymize, Surrogate, Mask, Replace, Block. Where an application names none, the action here holds. Redaction
    /// then is on and enforced for every tenant, and raw representation factories are not passed on. What is to be masked, replaced or blocked is not
    /// allowed in answers either.
    /// </value>
    public IDictionary<string, RedactionAction> RedactedEntities { get; } = new Dictionary<string, RedactionAction>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gets or sets a value indicating whether requests with content that redaction cannot look into, such as images, are refused everywhere.</summary>
    /// <value>Default <see langword="false"/>: as the application says.</value>
    public bool BlockUnreadableContent { get; set; }

    /// <summary>Gets or sets a value indicating whether decorators that write messages to logs or spans are refused: outside redaction any, inside those that write content.</summary>
    /// <value>Default <see langword="false"/>.</value>
    public bool ForbidContentLogging { get; set; }

    /// <summary>Gets or sets a value indicating whether every application is audited: to sinks that keep what they are given, and without leaving requests out when the queue is full.</summary>
    /// <value>Default <see langword="false"/>. The log does not count as a sink, for nobody knows how long it is kept.</value>
    public bool RequireAudit { get; set; }

    /// <summary>Gets or sets for how long audit records are kept at least, where they are required.</summary>
    /// <value>Default 183 days; at least 1 day.</value>
    public TimeSpan AuditRetention { get; set; } = AuditOptions.DefaultRetention;

    /// <summary>Gets sinks that every application writes its audit records to, besides its own. Nothing that an application registers or removes has an effect on them.</summary>
    /// <value>Default empty. Each is made once, with the services of the application, and disposed with them if it can be.</value>
    public IList<Func<IServiceProvider, IAuditSink>> AuditSinks { get; } = [];

    /// <summary>Gets the longest time limits that routes may have.</summary>
    public BaselineTimeouts Timeouts { get; } = new();

    /// <summary>Gets or sets the most output tokens that a request may ask for. One that asks for more gets this many, and so does one that sets no limit.</summary>
    /// <value>Default <see langword="null"/>: as the application says; at least 1. The policy <c>max-output-tokens</c> enforces it.</value>
    public int? MaxOutputTokens { get; set; }

    /// <summary>Gets policies that every application has, by name. One that configures a policy of the same name may set it tighter.</summary>
    /// <value>
    /// Default empty. <see cref="GovernancePolicyOptions.Type"/> may be left out of the options of built-in policies. Types of one's own are added to the baseline
    /// with <see cref="AddPolicy{TPolicy}"/> or <see cref="AddPolicyType{TPolicy, TOptions}"/>.
    /// </value>
    public IDictionary<string, GovernancePolicyOptions> Policies { get; } = new Dictionary<string, GovernancePolicyOptions>(StringComparer.OrdinalIgnoreCase);

    internal List<PolicyType> PolicyTypes { get; } = [];

    /// <summary>Gets budgets that every application has, by name. One that configures a budget of the same name may lower its amount.</summary>
    public IDictionary<string, BudgetOptions> Budgets { get; } = new Dictionary<string, BudgetOptions>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gets rate limits that every application has, by name. One that configures a limit of the same name may lower its numbers.</summary>
    public IDictionary<string, RateLimitOptions> RateLimits { get; } = new Dictionary<string, RateLimitOptions>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Adds a policy of one's own that every application has. No registration of the application takes its place.</summary>
    /// <typeparam name="TPolicy">The policy. Its constructor gets services.</typeparam>
    /// <param name="name">The name of the policy. Where <see cref="Policies"/> has it, its settings there hold.</param>
    public void AddPolicy<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TPolicy>(string name)
        where TPolicy : class, IGovernancePolicy
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        PolicyTypes.Add(PolicyType.Of<TPolicy>(name, typeof(GovernancePolicyOptions)));
        Policies.TryAdd(name, new GovernancePolicyOptions { Type = name });
    }

    /// <summary>Adds a type of policies of one's own for <see cref="Policies"/>. No registration of the application takes its place.</summary>
    /// <typeparam name="TPolicy">The policy. Its constructor gets the options, and services.</typeparam>
    /// <typeparam name="TOptions">Its options. Applications cannot change what they add to the settings of every policy.</typeparam>
    /// <param name="type">The name of the type.</param>
    public void AddPolicyType<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TPolicy,
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties | DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] TOptions>(string type)
        where TPolicy : class, IGovernancePolicy
        where TOptions : GovernancePolicyOptions, new()
    {
        ArgumentException.ThrowIfNullOrEmpty(type);
        PolicyTypes.Add(PolicyType.Of<TPolicy>(type, typeof(TOptions)));
    }
}
