using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Auditing.Content;

/// <content>Content that is no text. To add a kind, add a case with a letter of its own.</content>
internal sealed partial class ContentDigest
{
    private void AddOther(AIContent content)
    {
        switch (content)
        {
            case FunctionCallContent call:
                Fields('C', call.CallId, call.Name, Json(call.Arguments, typeof(IDictionary<string, object?>)));
                break;
            case FunctionResultContent result:
                Fields('V', result.CallId, Json(result.Result, typeof(object)));
                break;
            case DataContent data:
                Fields('D', data.MediaType, data.Name, Convert.ToHexStringLower(SHA256.HashData(data.Data.Span)));
                break;
            case UriContent uri:
                Fields('U', uri.MediaType, uri.Uri.OriginalString);
                break;
            case HostedFileContent file:
                Fields('F', file.FileId);
                break;
            case ErrorContent error:
                Fields('E', error.ErrorCode, error.Message);
                break;
            default:
                Fields('X', content.GetType().Name);
                break;
        }
    }

    private void Fields(char kind, params ReadOnlySpan<string?> fields)
    {
        foreach (var field in fields)
        {
            Begin(kind);
            Write(field);
        }
    }

    // What cannot be written is named: a hash must not be the reason for a request to fail.
    private static string? Json(object? value, Type type)
    {
        try
        {
            return value is null or string ? (string?)value : JsonSerializer.Serialize(value, AIJsonUtilities.DefaultOptions.GetTypeInfo(type));
        }
        catch (Exception exception) when (exception is NotSupportedException or JsonException or InvalidOperationException)
        {
            return value!.GetType().Name;
        }
    }
}
