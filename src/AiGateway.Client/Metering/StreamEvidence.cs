using System.Text;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Metering;

/// <summary>What a stream shows of its usage, update by update. Allocates nothing, unless usage comes in parts.</summary>
internal sealed class StreamEvidence
{
    public UsageDetails? Usage { get; private set; }

    /// <summary>Gets the model that says it answers.</summary>
    public string? ResponseModel { get; private set; }

    /// <summary>Gets the length of text and visible reasoning, in UTF-8.</summary>
    public long ReceivedBytes { get; private set; }

    public bool Finished { get; private set; }

    public void Observe(ChatResponseUpdate update)
    {
        ResponseModel = update.ModelId ?? ResponseModel;
        Finished |= update.FinishReason is not null;
        var contents = update.Contents;
        for (var i = 0; i < contents.Count; i++)
        {
            Observe(contents[i]);
        }
    }

    public void Observe(AIContent content)
    {
        switch (content)
        {
            case TextContent text:
                ReceivedBytes += Encoding.UTF8.GetByteCount(text.Text);
                break;
            case TextReasoningContent reasoning:
                ReceivedBytes += Encoding.UTF8.GetByteCount(reasoning.Text);
                break;
            case UsageContent usage:
                Usage = StreamedUsage.Combine(Usage, usage.Details);
                break;
        }
    }
}
