using System.Text;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Routing;

/// <summary>What a reader has got of an answer, kept so that another target can go on from there.</summary>
internal sealed class DeliveredText
{
    private readonly StringBuilder _text = new();

    /// <summary>Gets a value indicating whether the rest can come from elsewhere: a tool call or data cannot be continued.</summary>
    public bool CanResume { get; private set; } = true;

    /// <summary>Gets the first update, whose ids the rest of the answer takes over.</summary>
    public ChatResponseUpdate? First { get; private set; }

    public int Length => _text.Length;

    public void Add(ChatResponseUpdate update)
    {
        First ??= update;
        foreach (var content in update.Contents)
        {
            if (content is TextContent text)
            {
                _text.Append(text.Text);
            }
            else
            {
                CanResume &= content is TextReasoningContent or UsageContent;
            }
        }
    }

    /// <summary>Gets the text so far.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => _text.ToString();
}
