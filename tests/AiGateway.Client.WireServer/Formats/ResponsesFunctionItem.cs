using System.Text.Json.Nodes;

namespace AiGateway.Client.Wire.Formats;

/// <summary>A function call.</summary>
internal sealed class ResponsesFunctionItem(string id, WireToolCall call) : ResponsesItem(id)
{
    public override JsonObject Whole() => Create("completed", call.Arguments);

    protected override JsonObject Begun() => Create("in_progress", "");

    protected override IEnumerable<(WireEventKind Kind, JsonObject Data)> InnerEvents()
    {
        foreach (var fragment in call.ArgumentFragments)
        {
            yield return Event(WireEventKind.Content, "response.function_call_arguments.delta", new JsonObject { ["delta"] = fragment });
        }

        yield return Event(WireEventKind.Structure, "response.function_call_arguments.done", new JsonObject { ["arguments"] = call.Arguments });
    }

    private JsonObject Create(string status, string arguments) => new()
    {
        ["id"] = Id,
        ["type"] = "function_call",
        ["status"] = status,
        ["arguments"] = arguments,
        ["call_id"] = call.Id,
        ["name"] = call.Name,
    };
}
