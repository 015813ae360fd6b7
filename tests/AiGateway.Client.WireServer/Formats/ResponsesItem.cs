using System.Text.Json.Nodes;

namespace AiGateway.Client.Wire.Formats;

/// <summary>One output item of OpenAI Responses: reasoning, message or function call.</summary>
internal abstract class ResponsesItem
{
    protected ResponsesItem(string id) => Id = id;

    protected string Id { get; }

    public static List<ResponsesItem> Of(WireRequest request, WireReply reply)
    {
        List<ResponsesItem> items = [];
        if (reply.ReasoningChunks.Count > 0)
        {
            items.Add(new ResponsesReasoningItem($"rs_{request.Index:d4}", reply.ReasoningChunks));
        }

        if (reply.TextChunks.Count > 0)
        {
            items.Add(new ResponsesMessageItem($"msg_{request.Index:d4}", reply.TextChunks, refusal: false));
        }

        if (reply.RefusalChunks.Count > 0)
        {
            items.Add(new ResponsesMessageItem($"msg_{request.Index:d4}_r", reply.RefusalChunks, refusal: true));
        }

        items.AddRange(reply.ToolCalls.Select((call, index) => new ResponsesFunctionItem($"fc_{request.Index:d4}_{index}", call)));
        return items;
    }

    /// <summary>Makes the finished item.</summary>
    public abstract JsonObject Whole();

    /// <summary>Makes the item as it is when it starts.</summary>
    protected abstract JsonObject Begun();

    /// <summary>Makes the events between the start and the end of the item.</summary>
    protected abstract IEnumerable<(WireEventKind Kind, JsonObject Data)> InnerEvents();

    public IEnumerable<(WireEventKind Kind, JsonObject Data)> Events()
    {
        yield return (WireEventKind.Structure, new JsonObject { ["type"] = "response.output_item.added", ["item"] = Begun() });
        foreach (var inner in InnerEvents())
        {
            yield return inner;
        }

        yield return (WireEventKind.Structure, new JsonObject { ["type"] = "response.output_item.done", ["item"] = Whole() });
    }

    protected (WireEventKind Kind, JsonObject Data) Event(WireEventKind kind, string type, JsonObject more)
    {
        more.Insert(0, "type", type);
        more.Insert(1, "item_id", Id);
        return (kind, more);
    }
}
