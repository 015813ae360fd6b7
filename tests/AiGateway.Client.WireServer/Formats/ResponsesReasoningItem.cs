using System.Text.Json.Nodes;

namespace AiGateway.Client.Wire.Formats;

/// <summary>A summary of the model's reasoning.</summary>
internal sealed class ResponsesReasoningItem(string id, IReadOnlyList<string> chunks) : ResponsesItem(id)
{
    private string Text => string.Concat(chunks);

    public override JsonObject Whole() => Create([Part(Text)]);

    protected override JsonObject Begun() => Create([]);

    protected override IEnumerable<(WireEventKind Kind, JsonObject Data)> InnerEvents()
    {
        yield return Event(WireEventKind.Structure, "response.reasoning_summary_part.added", new JsonObject { ["summary_index"] = 0, ["part"] = Part("") });
        foreach (var chunk in chunks)
        {
            yield return Event(WireEventKind.Content, "response.reasoning_summary_text.delta", new JsonObject { ["summary_index"] = 0, ["delta"] = chunk });
        }

        yield return Event(WireEventKind.Structure, "response.reasoning_summary_text.done", new JsonObject { ["summary_index"] = 0, ["text"] = Text });
        yield return Event(WireEventKind.Structure, "response.reasoning_summary_part.done", new JsonObject { ["summary_index"] = 0, ["part"] = Part(Text) });
    }

    private JsonObject Create(JsonArray summary) => new() { ["id"] = Id, ["type"] = "reasoning", ["summary"] = summary };

    private static JsonObject Part(string text) => new() { ["type"] = "summary_text", ["text"] = text };
}
