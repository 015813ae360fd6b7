using System.Text.Json.Nodes;

namespace AiGateway.Client.Wire.Formats;

/// <summary>One content block of an Anthropic message.</summary>
/// <param name="Begun">The block as it is when it starts.</param>
/// <param name="Whole">The finished block.</param>
/// <param name="Deltas">What a stream sends between the two.</param>
internal sealed record AnthropicBlock(JsonObject Begun, JsonObject Whole, IReadOnlyList<(WireEventKind Kind, JsonObject Delta)> Deltas)
{
    private const string Signature = "c2lnbmF0dXJl";

    public static List<AnthropicBlock> Of(WireReply reply)
    {
        List<AnthropicBlock> blocks = [];
        if (reply.ReasoningChunks.Count > 0)
        {
            blocks.Add(Thinking(reply.ReasoningChunks));
        }

        IReadOnlyList<string> text = [.. reply.TextChunks, .. reply.RefusalChunks];
        if (text.Count > 0)
        {
            blocks.Add(Text(text));
        }

        blocks.AddRange(reply.ToolCalls.Select(ToolUse));
        return blocks;
    }

    private static AnthropicBlock Text(IReadOnlyList<string> chunks) => new(
        new JsonObject { ["type"] = "text", ["text"] = "" },
        new JsonObject { ["type"] = "text", ["text"] = string.Concat(chunks) },
        [.. chunks.Select(chunk => (WireEventKind.Content, new JsonObject { ["type"] = "text_delta", ["text"] = chunk }))]);

    private static AnthropicBlock Thinking(IReadOnlyList<string> chunks) => new(
        new JsonObject { ["type"] = "thinking", ["thinking"] = "", ["signature"] = "" },
        new JsonObject { ["type"] = "thinking", ["thinking"] = string.Concat(chunks), ["signature"] = Signature },
        [
            .. chunks.Select(chunk => (WireEventKind.Content, new JsonObject { ["type"] = "thinking_delta", ["thinking"] = chunk })),
            (WireEventKind.Structure, new JsonObject { ["type"] = "signature_delta", ["signature"] = Signature }),
        ]);

    private static AnthropicBlock ToolUse(WireToolCall call) => new(
        new JsonObject { ["type"] = "tool_use", ["id"] = call.Id, ["name"] = call.Name, ["input"] = new JsonObject() },
        new JsonObject { ["type"] = "tool_use", ["id"] = call.Id, ["name"] = call.Name, ["input"] = JsonNode.Parse(call.Arguments) },
        [
            (WireEventKind.Structure, Fragment("")),
            .. call.ArgumentFragments.Select(fragment => (WireEventKind.Content, Fragment(fragment))),
        ]);

    private static JsonObject Fragment(string json) => new() { ["type"] = "input_json_delta", ["partial_json"] = json };
}
