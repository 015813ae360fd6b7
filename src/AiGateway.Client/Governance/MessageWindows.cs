using Microsoft.Extensions.AI;

namespace AiGateway.Client.Governance;

/// <summary>The runs of text of one message of a streamed answer: what it says, and what it reasons.</summary>
internal sealed class MessageWindows(string? messageId, Func<TextWindows> create)
{
    public string? MessageId => messageId;

    public TextWindows Text { get; } = create();

    public TextWindows Reasoning { get; } = create();

    /// <summary>Gets or sets the update that was the last one of the message.</summary>
    public ChatResponseUpdate? Last { get; set; }
}
