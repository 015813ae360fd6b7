using System.Text.Json;
using AiGateway.Client.Context;
using Microsoft.Extensions.AI;

namespace GatewayHost.Requests;

/// <summary>Reads the body of a chat completion request.</summary>
internal static class ChatRequestReader
{
    // What these ask for changes the answer, and Microsoft.Extensions.AI cannot carry it: to leave it out in silence would be wrong.
    private static readonly string[] Refused = ["logprobs", "top_logprobs", "logit_bias", "functions", "function_call", "audio", "web_search_options"];

    /// <exception cref="ChatRequestException">The request cannot be understood or served.</exception>
    public static ChatRequest Read(JsonElement body)
    {
        if (body.ValueKind is not JsonValueKind.Object)
        {
            throw new ChatRequestException("The body is not a JSON object.");
        }

        RefuseUnsupported(body);
        return new ChatRequest(MessageReader.Read(body), ReadOptions(body))
        {
            Streamed = body.Flag("stream") is true,
            IncludeUsage = body.FindObject("stream_options")?.Flag("include_usage", "stream_options.") is true,
        };
    }

    private static GatewayChatOptions ReadOptions(JsonElement body)
    {
        var options = new GatewayChatOptions
        {
            Route = body.RequiredText("model"),
            Caller = body.Text("user") is { } user ? new GatewayCaller { User = user } : null,
            Temperature = body.Single("temperature"),
            TopP = body.Single("top_p"),
            FrequencyPenalty = body.Single("frequency_penalty"),
            PresencePenalty = body.Single("presence_penalty"),
            MaxOutputTokens = body.PositiveInteger("max_completion_tokens") ?? body.PositiveInteger("max_tokens"),
            Seed = body.Integer("seed"),
            StopSequences = ReadStop(body),
            Reasoning = ReadEffort(body) is { } effort ? new ReasoningOptions { Effort = effort } : null,
        };
        ResponseFormatReader.Read(body, options);
        ToolReader.Read(body, options);
        return options;
    }

    private static IList<string>? ReadStop(JsonElement body) => body.Find("stop") switch
    {
        null => null,
        { ValueKind: JsonValueKind.Array } list => [.. list.EnumerateArray().Select(item => item.AsText() ?? throw WrongStop())],
        { } single => [single.AsText() ?? throw WrongStop()],
    };

    private static ChatRequestException WrongStop() => new("'stop' is neither a string nor an array of strings.", "stop");

    private static ReasoningEffort? ReadEffort(JsonElement body) => body.Text("reasoning_effort") switch
    {
        null => null,
        "none" => ReasoningEffort.None,
        "minimal" or "low" => ReasoningEffort.Low,
        "medium" => ReasoningEffort.Medium,
        "high" => ReasoningEffort.High,
        "xhigh" => ReasoningEffort.ExtraHigh,
        _ => throw new ChatRequestException("'reasoning_effort' is not one of none, minimal, low, medium, high, xhigh.", "reasoning_effort"),
    };

    private static void RefuseUnsupported(JsonElement body)
    {
        if (body.Integer("n") is not (null or 1))
        {
            throw new ChatRequestException("The gateway gives one answer to a request: 'n' may only be 1.", "n", ChatRequestException.Unsupported);
        }

        foreach (var name in Refused)
        {
            if (body.Find(name) is { } value && !IsEmpty(value))
            {
                throw new ChatRequestException($"The gateway does not support '{name}'.", name, ChatRequestException.Unsupported);
            }
        }
    }

    private static bool IsEmpty(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.False => true,
        JsonValueKind.Array => value.GetArrayLength() == 0,
        JsonValueKind.Object => value.GetPropertyCount() == 0,
        JsonValueKind.Number => value.TryGetInt32(out var number) && number == 0,
        _ => false,
    };
}
