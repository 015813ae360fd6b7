using AiGateway.Client.Context;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Caching;

/// <summary>Writes the contents of messages into a key. A kind that is not known here, also one that derives from a known kind, is a bypass.</summary>
internal static class ContentKey
{
    public static void Write(ref KeyWriter writer, AIContent content, bool allowsRaw)
    {
        if (content.Annotations is { Count: > 0 })
        {
            writer.Bypass(CacheBypass.Content);
        }

        if (content.RawRepresentation is not null && !allowsRaw)
        {
            writer.Bypass(CacheBypass.RawRepresentation);
        }

        switch (content)
        {
            case TextContent text:
                writer.Byte(1);
                writer.Text(text.Text);
                break;
            case TextReasoningContent reasoning:
                writer.Byte(2);
                writer.Text(reasoning.Text);
                writer.Text(reasoning.ProtectedData);
                break;
            default:
                WriteOther(ref writer, content);
                break;
        }

        KeyValues.Map(ref writer, content.AdditionalProperties);
    }

    private static void WriteOther(ref KeyWriter writer, AIContent content)
    {
        var type = content.GetType();
        if (type == typeof(DataContent))
        {
            Data(ref writer, (DataContent)content);
        }
        else if (type == typeof(UriContent))
        {
            var uri = (UriContent)content;
            writer.Byte(4);
            writer.Text(uri.Uri.OriginalString);
            writer.Text(uri.MediaType);
        }
        else if (type == typeof(FunctionCallContent))
        {
            Call(ref writer, (FunctionCallContent)content);
        }
        else if (type == typeof(FunctionResultContent))
        {
            Result(ref writer, (FunctionResultContent)content);
        }
        else if (type == typeof(ErrorContent))
        {
            var error = (ErrorContent)content;
            writer.Byte(7);
            writer.Text(error.Message);
            writer.Text(error.ErrorCode);
            writer.Text(error.Details);
        }
        else if (type == typeof(UsageContent))
        {
            // What an earlier turn used is no part of what is asked.
            writer.Byte(8);
        }
        else
        {
            writer.Bypass(CacheBypass.Content);
        }
    }

    private static void Data(ref KeyWriter writer, DataContent data)
    {
        writer.Byte(3);
        writer.Text(data.MediaType);
        writer.Text(data.Name);
        writer.Bytes(data.Data.Span);
    }

    private static void Call(ref KeyWriter writer, FunctionCallContent call)
    {
        writer.Byte(5);
        writer.Text(call.CallId);
        writer.Text(call.Name);
        writer.Byte(call.InformationalOnly ? (byte)1 : (byte)0);
        KeyValues.Map(ref writer, call.Arguments);
        if (call.Exception is not null)
        {
            writer.Bypass(CacheBypass.Value);
        }
    }

    private static void Result(ref KeyWriter writer, FunctionResultContent result)
    {
        writer.Byte(6);
        writer.Text(result.CallId);
        KeyValues.Write(ref writer, result.Result);
        if (result.Exception is not null)
        {
            writer.Bypass(CacheBypass.Value);
        }
    }
}
