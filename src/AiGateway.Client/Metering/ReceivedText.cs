using System.Text;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Metering;

/// <summary>Measures an answer whose usage was not reported.</summary>
internal static class ReceivedText
{
    /// <summary>Gets the length of text and visible reasoning, in UTF-8.</summary>
    public static long Measure(ChatResponse response)
    {
        var bytes = 0L;
        for (var i = 0; i < response.Messages.Count; i++)
        {
            var contents = response.Messages[i].Contents;
            for (var j = 0; j < contents.Count; j++)
            {
                bytes += contents[j] switch
                {
                    TextContent text => Encoding.UTF8.GetByteCount(text.Text),
                    TextReasoningContent reasoning => Encoding.UTF8.GetByteCount(reasoning.Text),
                    _ => 0,
                };
            }
        }

        return bytes;
    }
}
