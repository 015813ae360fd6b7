using System.Text.Json.Nodes;

namespace AiGateway.Client.Wire.Formats;

/// <summary>A message of text or of a refusal.</summary>
internal sealed class ResponsesMessageItem(string id, IReadOnlyList<string> chunks, bool refusal) : ResponsesItem(id)
{
    private string Text => string.Concat(chunks);

    public override JsonObject Whole() => Create("completed", [Part(Text)]);

    protected override JsonObject Begun() => Create("in_progress", []);

    protected override IEnumerable<(WireEventKind Kind, JsonObject Data)> InnerEvents()
    {
        yield return Event(WireEventKind.Structure, "response.content_part.added", new JsonObject { ["content_index"] = 0, ["part"] = Part("") });
        foreach (var chunk in chunks)
        {
            yield return Event(WireEventKind.Content, refusal ? "response.refusal.delta" : "response.output_text.delta", Field("delta", chunk));
        }

        yield return Event(WireEventKind.Structure, refusal ? "response.refusal.done" : "response.output_text.done", Field(refusal ? "refusal" : "text", Text));
        yield return Event(WireEventKind.Structure, "response.content_part.done", new JsonObject { ["content_index"] = 0, ["part"] = Part(Text) });
    }

    private JsonObject Create(string status, JsonArray content) =>
        new() { ["id"] = Id, ["type"] = "message", ["status"] = status, ["role"] = "assistant", ["content"] = content };

    private JsonObject Part(string text) => refusal
        ? new JsonObject { ["type"] = "refusal", ["refusal"] = text }
        : new JsonObject { ["type"] = "output_text", ["annotations"] = new JsonArray(), ["logprobs"] = new JsonArray(), ["text"] = text };

    private JsonObject Field(string name, string value)
    {
        var fields = new JsonObject { ["content_index"] = 0, [name] = value };
        if (!refusal)
        {
            fields["logprobs"] = new JsonArray();
        }

        return fields;
    }
}
