using Microsoft.Extensions.AI;

namespace AiGateway.Client.Governance;

/// <summary>The runs of text of one message of a streamed answer: what it says, and what it reasons.</summary>
internal sealed class MessageWindows(string? messageId, Func<TextWindows> create)
{
    private TextWindows? _reasoning;

    public string? MessageId => messageId;

    public TextWindows Text { get; } = create();

    /// <summary>Gets the windows over the reasoning, which most messages have not.</summary>
    public TextWindows Reasoning => _reasoning ??= create();

    public bool HasReasoning => _reasoning is not null;

    /// <summary>Gets or sets the update that was the last one of the message.</summary>
    public ChatResponseUpdate? Last { get; set; }
}
