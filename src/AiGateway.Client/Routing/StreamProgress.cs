using System.Text;
using AiGateway.Client.Metering;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Routing;

/// <summary>What has been seen of one streamed answer.</summary>
internal sealed class StreamProgress
{
    /// <summary>Gets a value indicating whether content has been seen: from here on no other target can take over unnoticed.</summary>
    public bool Committed { get; private set; }

    public ChatFinishReason? FinishReason { get; private set; }

    public UsageDetails? Usage { get; private set; }

    public ErrorContent? Error { get; private set; }

    public long TextLength { get; private set; }

    /// <summary>Gets the model that says it answers.</summary>
    public string? ResponseModel { get; private set; }

    /// <summary>Gets the length of text and visible reasoning, in UTF-8: what usage is estimated from when it is never reported.</summary>
    public long ReceivedBytes { get; private set; }

    /// <summary>Reads one update. Allocates nothing, unless the update holds usage.</summary>
    public void Observe(ChatResponseUpdate update)
    {
        FinishReason = update.FinishReason ?? FinishReason;
        ResponseModel = update.ModelId ?? ResponseModel;
        var contents = update.Contents;
        for (var i = 0; i < contents.Count; i++)
        {
            Observe(contents[i]);
        }
    }

    private void Observe(AIContent content)
    {
        switch (content)
        {
            case TextContent text:
                TextLength += text.Text.Length;
                ReceivedBytes += Encoding.UTF8.GetByteCount(text.Text);
                Committed |= text.Text.Length > 0;
                break;
            case UsageContent usage:
                Usage = StreamedUsage.Combine(Usage, usage.Details);
                break;
            case ErrorContent error:
                Error ??= error;
                break;
            case TextReasoningContent { Text.Length: 0, ProtectedData: null }:
                break;
            case TextReasoningContent reasoning:
                ReceivedBytes += Encoding.UTF8.GetByteCount(reasoning.Text);
                Committed = true;
                break;
            case FunctionCallContent { Exception: not null }:
                // Its arguments are no JSON: a call that was cut, unless a finish reason shows that the model wrote it so.
                break;
            default:
                Committed = true;
                break;
        }
    }
}
