using AiGateway.Client.Context;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Caching;

/// <summary>Writes the tools of a request into a key: what the model is told of them, not what they do.</summary>
internal static class ToolKey
{
    public static void Write(ref KeyWriter writer, ChatOptions options)
    {
        Mode(ref writer, options.ToolMode);
        var tools = options.Tools;
        writer.Number(tools?.Count ?? -1);
        for (var i = 0; i < (tools?.Count ?? 0); i++)
        {
            if (tools![i] is AIFunctionDeclaration function)
            {
                Function(ref writer, function);
            }
            else
            {
                writer.Bypass(CacheBypass.Tool);
            }
        }
    }

    private static void Function(ref KeyWriter writer, AIFunctionDeclaration function)
    {
        writer.Text(function.Name);
        writer.Text(function.Description);
        writer.Json(function.JsonSchema);
        writer.Json(function.ReturnJsonSchema);
        KeyValues.ReadOnlyMap(ref writer, function.AdditionalProperties);
    }

    private static void Mode(ref KeyWriter writer, ChatToolMode? mode)
    {
        switch (mode)
        {
            case null:
                writer.Byte(0);
                break;
            case AutoChatToolMode:
                writer.Byte(1);
                break;
            case NoneChatToolMode:
                writer.Byte(2);
                break;
            case RequiredChatToolMode required:
                writer.Byte(3);
                writer.Text(required.RequiredFunctionName);
                break;
            default:
                writer.Bypass(CacheBypass.Tool);
                break;
        }
    }
}
