using System.Text.Json;
using Microsoft.Extensions.AI;

namespace GatewayHost.Requests;

/// <summary>Reads <c>tools</c>, <c>tool_choice</c> and <c>parallel_tool_calls</c>.</summary>
internal static class ToolReader
{
    private static readonly JsonElement NoParameters = JsonElement.Parse("""{"type":"object","properties":{}}""");

    public static void Read(JsonElement body, ChatOptions options)
    {
        if (body.FindArray("tools") is { } tools && tools.GetArrayLength() > 0)
        {
            options.Tools = [.. tools.EnumerateArray().Select((tool, index) => ReadTool(tool, $"tools[{index}]."))];
            options.AllowMultipleToolCalls = body.Flag("parallel_tool_calls");
        }

        options.ToolMode = body.Find("tool_choice") is { } choice ? ReadChoice(choice) : null;
    }

    private static RequestedTool ReadTool(JsonElement tool, string path)
    {
        if (tool.Text("type", path) is not "function" || tool.FindObject("function", path) is not { } function)
        {
            throw new ChatRequestException($"'{path}type' is not function: the gateway knows no other tools.", $"{path}type", ChatRequestException.Unsupported);
        }

        path += "function.";
        return new RequestedTool(
            function.RequiredText("name", path),
            function.Text("description", path) ?? "",
            function.FindObject("parameters", path)?.Clone() ?? NoParameters,
            function.Flag("strict", path) ?? false);
    }

    private static ChatToolMode ReadChoice(JsonElement choice) => choice.AsText() switch
    {
        "none" => ChatToolMode.None,
        "auto" => ChatToolMode.Auto,
        "required" => ChatToolMode.RequireAny,
        _ when choice.FindObject("function", "tool_choice.") is { } function => ChatToolMode.RequireSpecific(function.RequiredText("name", "tool_choice.function.")),
        _ => throw new ChatRequestException("'tool_choice' is neither none, auto, required nor a function.", "tool_choice"),
    };
}
