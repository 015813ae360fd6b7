using AiGateway.Client.Context;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Caching;

/// <summary>Writes what the options of a request ask for into a key.</summary>
internal static class OptionsKey
{
    public static void Write(ref KeyWriter writer, ChatOptions? options)
    {
        writer.Byte(options is null ? (byte)0 : (byte)1);
        if (options is null)
        {
            return;
        }

        Refuse(ref writer, options);
        writer.Text(options.Instructions);
        writer.Text(options.ModelId);
        Numbers(ref writer, options);
        Texts(ref writer, options.StopSequences);
        Format(ref writer, options.ResponseFormat);
        ToolKey.Write(ref writer, options);
        KeyValues.Map(ref writer, options.AdditionalProperties);
        Routing(ref writer, options as GatewayChatOptions);
    }

    private static void Refuse(ref KeyWriter writer, ChatOptions options)
    {
        if (options.GetType() != typeof(GatewayChatOptions) && options.GetType() != typeof(ChatOptions))
        {
            writer.Bypass(CacheBypass.Options);
        }

        if (options.ConversationId is not null)
        {
            writer.Bypass(CacheBypass.Conversation);
        }

        if (options.RawRepresentationFactory is not null)
        {
            writer.Bypass(CacheBypass.RawRepresentation);
        }

#pragma warning disable MEAI001 // Work in the background is experimental in the abstraction.
        if (options.AllowBackgroundResponses is true || options.ContinuationToken is not null)
        {
            writer.Bypass(CacheBypass.Background);
        }
#pragma warning restore MEAI001
    }

    private static void Numbers(ref KeyWriter writer, ChatOptions options)
    {
        writer.Optional(options.Temperature);
        writer.Optional(options.TopP);
        writer.Optional(options.TopK);
        writer.Optional(options.MaxOutputTokens);
        writer.Optional(options.FrequencyPenalty);
        writer.Optional(options.PresencePenalty);
        writer.Optional(options.Seed);
        writer.Optional(options.AllowMultipleToolCalls);
        writer.Byte(options.Reasoning is null ? (byte)0 : (byte)1);
        if (options.Reasoning is { } reasoning)
        {
            writer.Optional((long?)reasoning.Effort);
            writer.Optional((long?)reasoning.Output);
        }
    }

    private static void Texts(ref KeyWriter writer, IList<string>? texts)
    {
        writer.Number(texts?.Count ?? -1);
        for (var i = 0; i < (texts?.Count ?? 0); i++)
        {
            writer.Text(texts![i]);
        }
    }

    private static void Format(ref KeyWriter writer, ChatResponseFormat? format)
    {
        switch (format)
        {
            case null:
                writer.Byte(0);
                break;
            case ChatResponseFormatText:
                writer.Byte(1);
                break;
            case ChatResponseFormatJson json:
                writer.Byte(2);
                writer.Json(json.Schema);
                writer.Text(json.SchemaName);
                writer.Text(json.SchemaDescription);
                break;
            default:
                writer.Bypass(CacheBypass.Options);
                break;
        }
    }

    // Where an answer may come from is part of what is asked.
    private static void Routing(ref KeyWriter writer, GatewayChatOptions? options)
    {
        writer.Text(options?.Target);
        writer.Byte(options is { NoFallback: true } ? (byte)1 : (byte)0);
        Texts(ref writer, options?.Regions);
    }
}
