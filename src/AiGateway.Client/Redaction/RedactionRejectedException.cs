using AiGateway.Client.Pipeline;

namespace AiGateway.Client.Redaction;

/// <summary>A request or an answer that redaction refused. Neither the message nor an inner exception carries the value.</summary>
public sealed class RedactionRejectedException : GatewayRejectedException
{
    /// <summary>Initializes a new instance of the <see cref="RedactionRejectedException"/> class.</summary>
    /// <param name="reasonCode">A short stable code, such as <c>redaction_blocked</c>.</param>
    /// <param name="message">What the caller may know; no content.</param>
    /// <param name="entity">The entity that was found; <see langword="null"/> when none was.</param>
    public RedactionRejectedException(string reasonCode, string message, string? entity = null)
        : base(GatewayStage.Redaction, reasonCode, message) => Entity = entity;

    /// <summary>Gets the entity that was found.</summary>
    /// <value><see langword="null"/> when the reason is another.</value>
    public string? Entity { get; }
}
