using AiGateway.Client.Context;
using Microsoft.Extensions.AI;

namespace GatewayHost.Requests;

/// <summary>A chat completion request in the gateway's terms.</summary>
internal sealed record ChatRequest(IReadOnlyList<ChatMessage> Messages, GatewayChatOptions Options)
{
    /// <summary>Gets a value indicating whether the answer is to be streamed.</summary>
    public bool Streamed { get; init; }

    /// <summary>Gets a value indicating whether a stream is to end with its usage.</summary>
    public bool IncludeUsage { get; init; }
}
