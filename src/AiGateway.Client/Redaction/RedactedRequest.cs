using AiGateway.Client.Context;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Redaction;

/// <summary>A request as it is sent on, and what is needed to read its answer.</summary>
internal sealed record RedactedRequest(
    IEnumerable<ChatMessage> Messages, ChatOptions? Options, RedactionOptions Settings, RedactionPolicy Policy, PseudonymTable Table, UrlHosts Hosts, GatewayContext? Context)
{
    /// <summary>Gets a value indicating whether the answer passes as it is.</summary>
    public bool LeavesAnswer => Table.Count == 0 && !ScansAnswer;

    private bool ScansAnswer => Policy.Mode is RedactionMode.Enforce && Policy.ResponseScanner is not null;

    // Where the answer is a JSON document, what is restored into it must not break it.
    private bool IsJson => Options?.ResponseFormat is ChatResponseFormatJson;

    /// <summary>Creates a run of text: of the answer itself, or of what the model reasons, which is never JSON.</summary>
    public TextChannel CreateChannel(bool isAnswer) => new(Table, Hosts, ScansAnswer ? new ResponseScan(Policy, Context) : null, isAnswer && IsJson);

    public override string ToString() => nameof(RedactedRequest);
}
