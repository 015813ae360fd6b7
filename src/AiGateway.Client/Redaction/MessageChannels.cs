namespace AiGateway.Client.Redaction;

/// <summary>The runs of text of one message: what it says, and what it reasons. Only one of them goes on at a time.</summary>
internal sealed class MessageChannels(RedactedRequest request, string? messageId)
{
    public string? MessageId => messageId;

    public TextChannel Text { get; } = request.CreateChannel(isAnswer: true);

    public TextChannel Reasoning { get; } = request.CreateChannel(isAnswer: false);

    /// <summary>Gets or sets the update that was the last one of the message.</summary>
    public Microsoft.Extensions.AI.ChatResponseUpdate? Last { get; set; }
}
