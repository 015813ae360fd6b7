using System.Collections.ObjectModel;
using AiGateway.Client.Context;
using AiGateway.Client.Pipeline;

namespace AiGateway.Client.Auditing;

/// <summary>What is kept of one request. No content in clear, and nobody by name.</summary>
public sealed class AuditRecord
{
    /// <summary>Gets the request's id.</summary>
    public required string RequestId { get; init; }

    /// <summary>Gets when the request came.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>Gets how long it took.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>Gets the trace that the request belongs to.</summary>
    /// <value><see langword="null"/> where none is recorded.</value>
    public string? TraceId { get; init; }

    /// <summary>Gets the tenant.</summary>
    public string? Tenant { get; init; }

    /// <summary>Gets the application that asked.</summary>
    public string? Application { get; init; }

    /// <summary>Gets a pseudonym of the user, computed with the key of the tenant.</summary>
    /// <value><see langword="null"/> when there is no user, or no key.</value>
    public string? User { get; init; }

    /// <summary>Gets the id of the tenant's key.</summary>
    /// <value><see langword="null"/> when there is none.</value>
    public string? KeyId { get; init; }

    /// <summary>Gets the route.</summary>
    /// <value>Empty where the one that was asked for is not known.</value>
    public string Route { get; init; } = "";

    /// <summary>Gets a value indicating whether a stream was asked for.</summary>
    public bool IsStreamed { get; init; }

    /// <summary>Gets how the request ended.</summary>
    public GatewayOutcome Outcome { get; init; }

    /// <summary>Gets the stage that refused the request.</summary>
    public GatewayStage? Stage { get; init; }

    /// <summary>Gets why the request was refused or failed: a reason code, a kind of failure, or the type of an exception.</summary>
    public string? Reason { get; init; }

    /// <summary>Gets every attempt, in order.</summary>
    public IReadOnlyList<GatewayAttempt> Attempts { get; init; } = [];

    /// <summary>Gets what policies decided, in order.</summary>
    public IReadOnlyList<PolicyDecision> Decisions { get; init; } = [];

    /// <summary>Gets how many values of which entity redaction found.</summary>
    public IReadOnlyDictionary<string, int> Redactions { get; init; } = ReadOnlyDictionary<string, int>.Empty;

    /// <summary>Gets the input tokens of the answer.</summary>
    public long? InputTokens { get; init; }

    /// <summary>Gets the output tokens of the answer.</summary>
    public long? OutputTokens { get; init; }

    /// <summary>Gets how well usage and cost are known.</summary>
    public UsageStatus UsageStatus { get; init; }

    /// <summary>Gets what all attempts cost together.</summary>
    /// <value>In USD.</value>
    public decimal Cost { get; init; }

    /// <summary>Gets what the request would have cost, had not a cache answered it.</summary>
    /// <value>In USD.</value>
    public decimal SavedCost { get; init; }

    /// <summary>Gets the version (hash) of the configuration.</summary>
    public string ConfigurationVersion { get; init; } = "";

    /// <summary>Gets the number of messages that were sent on.</summary>
    /// <value><see langword="null"/> when the request was refused before.</value>
    public int? Messages { get; init; }

    /// <summary>Gets the keyed hash of the prompt as redaction made it.</summary>
    /// <value>HMAC-SHA-256 in hexadecimal; <see langword="null"/> when the request was refused before, or there is no key.</value>
    public string? PromptHash { get; init; }

    /// <summary>Gets the keyed hash of the answer before its pseudonyms were restored: of what there was of it, when it broke off.</summary>
    /// <value>HMAC-SHA-256 in hexadecimal; <see langword="null"/> when there was no answer, or there is no key.</value>
    public string? AnswerHash { get; init; }

    /// <summary>Gets the prompt, encrypted under the key of the tenant.</summary>
    /// <value><see langword="null"/> unless content is kept.</value>
    public string? Prompt { get; init; }

    /// <summary>Gets the answer, encrypted under the key of the tenant.</summary>
    /// <value><see langword="null"/> unless content is kept.</value>
    public string? Answer { get; init; }

    /// <summary>Names the request, its outcome and its route.</summary>
    /// <returns>A line without content.</returns>
    public override string ToString() => $"{RequestId}: {Outcome} on route {Route}";
}
