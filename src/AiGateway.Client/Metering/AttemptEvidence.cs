using AiGateway.Client.Context;
using AiGateway.Client.Resilience;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Metering;

/// <summary>What an attempt that has ended shows of what it used.</summary>
internal readonly ref struct AttemptEvidence
{
    public required GatewayOutcome Outcome { get; init; }

    public required IEnumerable<ChatMessage> Messages { get; init; }

    public ChatOptions? Options { get; init; }

    public ProviderFailure? Failure { get; init; }

    public UsageDetails? Usage { get; init; }

    /// <summary>Gets the model that says it has answered.</summary>
    public string? ResponseModel { get; init; }

    /// <summary>Gets the length of the text that was received, in UTF-8.</summary>
    public long ReceivedBytes { get; init; }

    /// <summary>Gets a value indicating whether the request may have reached the provider.</summary>
    public bool Sent { get; init; }

    /// <summary>Gets a value indicating whether the answer came to its end, so that its usage is final.</summary>
    public bool Complete { get; init; }

    /// <summary>
    /// Gets a value indicating whether the provider will charge anything. What was refused, or failed without a word, costs nothing; who fell silent has
    /// read the prompt, and so has one whose answer nobody waits for any more.
    /// </summary>
    public bool IsBillable => Outcome switch
    {
        _ when Usage is not null || ReceivedBytes > 0 => true,
        GatewayOutcome.Succeeded => true,
        GatewayOutcome.Rejected => false,
        GatewayOutcome.Failed => Sent && Failure is { Kind: FailureKind.Timeout, StatusCode: null or < 400 },
        _ => Sent,
    };
}
