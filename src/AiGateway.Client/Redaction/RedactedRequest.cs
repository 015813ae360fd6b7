using AiGateway.Client.Context;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Redaction;

/// <summary>A request as it is sent on, and what is needed to read its answer.</summary>
internal sealed record RedactedRequest(
    IEnumerable<ChatMessage> Messages, ChatOptions? Options, RedactionOptions Settings, RedactionPolicy Policy, PseudonymTable Table, UrlHosts Hosts, GatewayContext? Context)
{
    /// <summary>Gets the values of the request, where they were only counted: a model that repeats them does not write them by itself.</summary>
    public IReadOnlySet<string>? Known { get; init; }

    /// <summary>Gets a value indicating whether nothing in the answer is to be restored.</summary>
    public bool RestoresNothing => Table.Count == 0;

    // Where the answer is a JSON document, what is restored into it must not break it.
    private bool IsJson => Options?.ResponseFormat is ChatResponseFormatJson;

    /// <summary>Creates a run of text: of the answer itself, or of what the model reasons, which is never JSON.</summary>
    public TextChannel CreateChannel(bool isAnswer) => new(Table, Hosts, isAnswer && IsJson);

    /// <summary>Creates what masks the answer.</summary>
    /// <returns><see langword="null"/> when everything passes.</returns>
    public ResponseMask? CreateMask() => Policy.ResponseScanner is null ? null : new ResponseMask(Policy, Context, Known);

    public override string ToString() => nameof(RedactedRequest);
}
