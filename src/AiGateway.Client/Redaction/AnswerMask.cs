using Microsoft.Extensions.AI;

namespace AiGateway.Client.Redaction;

/// <summary>Masks what a model writes by itself in a whole answer: as in a stream, each content an update.</summary>
internal static class AnswerMask
{
    public static ChatResponse Apply(ChatResponse response, ResponseMask mask)
    {
        var changed = false;
        for (var i = 0; i < response.Messages.Count; i++)
        {
            var message = response.Messages[i];
            var contents = Contents(message, mask);
            if (mask.OnlyCounts || contents.SequenceEqual(message.Contents))
            {
                continue;
            }

            changed = true;
            response.Messages[i] = message.Clone();
            response.Messages[i].Contents = contents;
            response.Messages[i].RawRepresentation = null;
        }

        // What the vendor's SDK gave has the text without masks.
        response.RawRepresentation = changed ? null : response.RawRepresentation;
        return response;
    }

    private static List<AIContent> Contents(ChatMessage message, ResponseMask mask)
    {
        var scan = new MessageScan(message.MessageId, mask, inParts: false);
        var ready = new Queue<ChatResponseUpdate>();
        foreach (var content in message.Contents)
        {
            scan.Take(new ChatResponseUpdate(message.Role, [content]), ready);
        }

        scan.Flush(ready);
        return [.. ready.SelectMany(static update => update.Contents)];
    }
}
