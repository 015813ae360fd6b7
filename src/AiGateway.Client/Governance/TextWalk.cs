using System.Collections;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AiGateway.Client.Context;
using AiGateway.Client.Redaction;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Governance;

/// <summary>Shows every text to a visitor until it has seen enough. Allocates nothing for texts and JSON elements.</summary>
internal static class TextWalk
{
    /// <summary>How deep contents may hold contents; what is deeper is refused by failing.</summary>
    private const int MaxDepth = 64;

    /// <summary>Walks a request.</summary>
    public static bool Request<T>(GovernanceContext context, ref T visitor)
        where T : struct, ITextVisitor
    {
        var options = context.Options;
        if (!Text(options.Instructions, TextOrigin.Instructions, ref visitor))
        {
            return false;
        }

        var messages = context.Messages;
        for (var i = 0; i < messages.Count; i++)
        {
            if (!Message(messages[i], ref visitor))
            {
                return false;
            }
        }

        return Tools(options.Tools, ref visitor) && Format(options.ResponseFormat, ref visitor) && Texts(options.StopSequences, TextOrigin.User, ref visitor)
            && Properties(options.AdditionalProperties, TextOrigin.User, ref visitor);
    }

    /// <summary>Walks a content.</summary>
    public static bool Content<T>(AIContent content, TextOrigin origin, ref T visitor, int depth = 0)
        where T : struct, ITextVisitor
    {
        if (depth > MaxDepth)
        {
            throw new InvalidOperationException("Contents hold contents too deep to be looked through.");
        }

        return (content.AdditionalProperties is null || Properties(content.AdditionalProperties, origin, ref visitor)) && content switch
        {
            TextContent text => Text(text.Text, origin, ref visitor),
            TextReasoningContent reasoning => Text(reasoning.Text, origin, ref visitor),
            FunctionCallContent call => Text(call.Name, TextOrigin.ToolCall, ref visitor) && Map(call.Arguments, TextOrigin.ToolCall, ref visitor, depth),
            FunctionResultContent result => Value(result.Result, TextOrigin.ToolResult, ref visitor, depth),
            UriContent uri => Text(uri.Uri.OriginalString, origin, ref visitor),
            DataContent data => Text(data.Name, origin, ref visitor) && (!TextMediaType.IsText(data.MediaType) || Utf8(data.Data.Span, origin, ref visitor)),
            ErrorContent error => Text(error.Message, origin, ref visitor) && Text(error.Details, origin, ref visitor),
            HostedFileContent file => Text(file.Name, origin, ref visitor),
            _ => Hosted(content, origin, ref visitor, depth + 1),
        };
    }

    /// <summary>Walks an object that is text, JSON or anything that becomes JSON.</summary>
    public static bool Value<T>(object? value, TextOrigin origin, ref T visitor, int depth = 0)
        where T : struct, ITextVisitor => value switch
        {
            Uri address => Text(address.OriginalString, origin, ref visitor),
            null or bool or char or Enum or Guid or DateTime or DateTimeOffset or DateOnly or TimeOnly or TimeSpan or GatewayResult or IFormattable => true,
            string text => Text(text, origin, ref visitor),
            JsonElement element => JsonTexts.Visit(element, origin, ref visitor),
            JsonDocument document => JsonTexts.Visit(document.RootElement, origin, ref visitor),
            JsonNode node => JsonTexts.Visit(JsonSerializer.SerializeToUtf8Bytes(node, AIJsonUtilities.DefaultOptions.GetTypeInfo(typeof(JsonNode))), origin, ref visitor),
            byte[] or ReadOnlyMemory<byte> or Memory<byte> or Stream or UsageDetails => true,
            AIContent content => Content(content, origin, ref visitor, depth + 1),
            IEnumerable<AIContent> contents => Contents(contents, origin, ref visitor, depth + 1),
            IEnumerable<KeyValuePair<string, object?>> map => Map(map, origin, ref visitor, depth + 1),
            IEnumerable<string> texts => Texts(texts, origin, ref visitor),
            _ => JsonTexts.Visit(JsonSerializer.SerializeToUtf8Bytes(value, AIJsonUtilities.DefaultOptions.GetTypeInfo(value.GetType())), origin, ref visitor),
        };

    private static bool Message<T>(ChatMessage message, ref T visitor)
        where T : struct, ITextVisitor
    {
        var origin = Origin(message.Role);
        if (!Text(message.AuthorName, origin, ref visitor) || (message.AdditionalProperties is not null && !Properties(message.AdditionalProperties, origin, ref visitor)))
        {
            return false;
        }

        var contents = message.Contents;
        for (var i = 0; i < contents.Count; i++)
        {
            if (!Content(contents[i], origin, ref visitor))
            {
                return false;
            }
        }

        return true;
    }

    private static TextOrigin Origin(ChatRole role) =>
        role == ChatRole.System ? TextOrigin.Instructions
        : role == ChatRole.Assistant ? TextOrigin.Assistant
        : role == ChatRole.Tool ? TextOrigin.ToolResult
        : TextOrigin.User;

    private static bool Hosted<T>(AIContent content, TextOrigin origin, ref T visitor, int depth)
        where T : struct, ITextVisitor => content switch
        {
            McpServerToolCallContent call => Text(call.Name, TextOrigin.ToolCall, ref visitor) && Map(call.Arguments, TextOrigin.ToolCall, ref visitor, depth),
            McpServerToolResultContent result => Contents(result.Outputs, TextOrigin.ToolResult, ref visitor, depth),
            CodeInterpreterToolCallContent call => Contents(call.Inputs, TextOrigin.ToolCall, ref visitor, depth),
            CodeInterpreterToolResultContent result => Contents(result.Outputs, TextOrigin.ToolResult, ref visitor, depth),
            WebSearchToolCallContent call => Texts(call.Queries, TextOrigin.ToolCall, ref visitor),
            WebSearchToolResultContent result => Contents(result.Outputs, TextOrigin.ToolResult, ref visitor, depth),
            ToolApprovalRequestContent request => Content(request.ToolCall, origin, ref visitor, depth),
            ToolApprovalResponseContent response => Text(response.Reason, origin, ref visitor) && Content(response.ToolCall, origin, ref visitor, depth),
            _ => true,
        };

    private static bool Tools<T>(IList<AITool>? tools, ref T visitor)
        where T : struct, ITextVisitor
    {
        for (var i = 0; i < (tools?.Count ?? 0); i++)
        {
            var tool = tools![i];
            if (!Text(tool.Name, TextOrigin.Tool, ref visitor) || !Text(tool.Description, TextOrigin.Tool, ref visitor)
                || (tool is AIFunctionDeclaration function && !JsonTexts.Visit(function.JsonSchema, TextOrigin.Tool, ref visitor))
                || (tool is HostedMcpServerTool server && !Text(server.ServerDescription, TextOrigin.Tool, ref visitor)))
            {
                return false;
            }
        }

        return true;
    }

    private static bool Format<T>(ChatResponseFormat? format, ref T visitor)
        where T : struct, ITextVisitor => format is not ChatResponseFormatJson json
            || (Text(json.SchemaDescription, TextOrigin.Tool, ref visitor) && (json.Schema is not { } schema || JsonTexts.Visit(schema, TextOrigin.Tool, ref visitor)));

    private static bool Text<T>(string? text, TextOrigin origin, ref T visitor)
        where T : struct, ITextVisitor => string.IsNullOrEmpty(text) || visitor.Visit(text, origin);

    private static bool Utf8<T>(ReadOnlySpan<byte> text, TextOrigin origin, ref T visitor)
        where T : struct, ITextVisitor => visitor.Visit(Encoding.UTF8.GetString(text), origin);

    private static bool Texts<T>(IEnumerable<string>? texts, TextOrigin origin, ref T visitor)
        where T : struct, ITextVisitor
    {
        foreach (var text in texts ?? [])
        {
            if (!Text(text, origin, ref visitor))
            {
                return false;
            }
        }

        return true;
    }

    private static bool Contents<T>(IEnumerable<AIContent>? contents, TextOrigin origin, ref T visitor, int depth)
        where T : struct, ITextVisitor
    {
        foreach (var content in contents ?? [])
        {
            if (!Content(content, origin, ref visitor, depth))
            {
                return false;
            }
        }

        return true;
    }

    private static bool Properties<T>(AdditionalPropertiesDictionary? properties, TextOrigin origin, ref T visitor)
        where T : struct, ITextVisitor => Map(properties, origin, ref visitor, 0);

    private static bool Map<T>(IEnumerable<KeyValuePair<string, object?>>? map, TextOrigin origin, ref T visitor, int depth)
        where T : struct, ITextVisitor
    {
        if (map is null || (map is ICollection { Count: 0 }))
        {
            return true;
        }

        foreach (var (key, value) in map)
        {
            if (!Text(key, origin, ref visitor) || !Value(value, origin, ref visitor, depth))
            {
                return false;
            }
        }

        return true;
    }
}
