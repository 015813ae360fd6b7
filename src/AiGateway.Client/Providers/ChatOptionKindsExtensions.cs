using Microsoft.Extensions.AI;

namespace AiGateway.Client.Providers;

/// <summary>Finds options in requests.</summary>
public static class ChatOptionKindsExtensions
{
    private static readonly (ChatOptionKinds Kind, string Name, Func<ChatOptions, bool> IsSet)[] Known =
    [
        (ChatOptionKinds.Temperature, nameof(ChatOptions.Temperature), options => options.Temperature is not null),
        (ChatOptionKinds.TopP, nameof(ChatOptions.TopP), options => options.TopP is not null),
        (ChatOptionKinds.TopK, nameof(ChatOptions.TopK), options => options.TopK is not null),
        (ChatOptionKinds.Seed, nameof(ChatOptions.Seed), options => options.Seed is not null),
        (ChatOptionKinds.FrequencyPenalty, nameof(ChatOptions.FrequencyPenalty), options => options.FrequencyPenalty is not null),
        (ChatOptionKinds.PresencePenalty, nameof(ChatOptions.PresencePenalty), options => options.PresencePenalty is not null),
        (ChatOptionKinds.StopSequences, nameof(ChatOptions.StopSequences), options => options.StopSequences is { Count: > 0 }),
        (ChatOptionKinds.MaxOutputTokens, nameof(ChatOptions.MaxOutputTokens), options => options.MaxOutputTokens is not null),
        (ChatOptionKinds.JsonWithoutSchema, nameof(ChatOptions.ResponseFormat), options => options.ResponseFormat is ChatResponseFormatJson { Schema: null }),
        (ChatOptionKinds.JsonSchema, nameof(ChatOptions.ResponseFormat), options => options.ResponseFormat is ChatResponseFormatJson { Schema: not null }),
        (ChatOptionKinds.ToolMode, nameof(ChatOptions.ToolMode), options => options.ToolMode is not (null or AutoChatToolMode)),
        (ChatOptionKinds.AllowMultipleToolCalls, nameof(ChatOptions.AllowMultipleToolCalls), options => options.AllowMultipleToolCalls is not null),
        (ChatOptionKinds.ConversationId, nameof(ChatOptions.ConversationId), options => options.ConversationId is not null),
        (ChatOptionKinds.ReasoningEffort, "Reasoning.Effort", options => options.Reasoning?.Effort is not null),
        (ChatOptionKinds.ReasoningOutput, "Reasoning.Output", options => options.Reasoning?.Output is not null),
        (ChatOptionKinds.BackgroundResponses, "AllowBackgroundResponses", IsBackground),
    ];

    /// <summary>Names those options of a set that a request carries.</summary>
    /// <param name="kinds">The options to look for.</param>
    /// <param name="options">The request's options.</param>
    /// <param name="supportsTool">Tells which tools other than functions are passed on; <see langword="null"/>: none is.</param>
    /// <returns>The names, never a value; empty, without an allocation, when none is carried.</returns>
    public static IReadOnlyList<string> FindIn(this ChatOptionKinds kinds, ChatOptions options, Func<AITool, bool>? supportsTool = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        List<string>? found = null;
        foreach (var (kind, name, isSet) in Known)
        {
            if ((kinds & kind) != 0 && isSet(options))
            {
                (found ??= []).Add(name);
            }
        }

        AddTools(options.Tools, supportsTool, ref found);
        return (IReadOnlyList<string>?)found ?? [];
    }

    private static void AddTools(IList<AITool>? tools, Func<AITool, bool>? supportsTool, ref List<string>? found)
    {
        for (var i = 0; i < tools?.Count; i++)
        {
            if (tools[i] is not AIFunctionDeclaration && supportsTool?.Invoke(tools[i]) is not true)
            {
                (found ??= []).Add($"{nameof(ChatOptions.Tools)}.{tools[i].GetType().Name}");
            }
        }
    }

#pragma warning disable MEAI001 // An application that opts in to the experimental option still wants to know that it has no effect.
    private static bool IsBackground(ChatOptions options) => options.AllowBackgroundResponses is true;
#pragma warning restore MEAI001
}
