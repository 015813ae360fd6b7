using System.Text.Json;
using Microsoft.Extensions.AI;

namespace GatewayHost.Requests;

/// <summary>Reads <c>response_format</c>: text, any JSON, or JSON of a schema.</summary>
internal static class ResponseFormatReader
{
    private const string Path = "response_format.";
    private const string SchemaPath = "response_format.json_schema.";

    public static void Read(JsonElement body, ChatOptions options)
    {
        if (body.FindObject("response_format") is not { } format)
        {
            return;
        }

        options.ResponseFormat = format.RequiredText("type", Path) switch
        {
            "text" => ChatResponseFormat.Text,
            "json_object" => ChatResponseFormat.Json,
            "json_schema" => ReadSchema(format, options),
            _ => throw new ChatRequestException($"'{Path}type' is not one of text, json_object, json_schema.", Path + "type"),
        };
    }

    private static ChatResponseFormatJson ReadSchema(JsonElement format, ChatOptions options)
    {
        var given = format.FindObject("json_schema", Path) ?? throw new ChatRequestException($"'{Path}json_schema' is missing.", Path + "json_schema");
        var schema = given.FindObject("schema", SchemaPath) ?? throw new ChatRequestException($"'{SchemaPath}schema' is missing.", SchemaPath + "schema");
        if (given.Flag("strict", SchemaPath) is { } strict)
        {
            // Where Microsoft.Extensions.AI.OpenAI looks for it.
            (options.AdditionalProperties ??= [])["strict"] = strict;
        }

        return ChatResponseFormat.ForJsonSchema(schema.Clone(), given.RequiredText("name", SchemaPath), given.Text("description", SchemaPath));
    }
}
