using System.Text.RegularExpressions;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Testing;

/// <summary>Plays the part of a model that calls tools: once, before it answers, those that the request offers.</summary>
internal static class SimulatedToolCalls
{
    /// <summary>Makes the calls that a request is due.</summary>
    /// <returns>None when a tool has answered already, or none of the configured ones is offered.</returns>
    public static List<AIContent> Create(SimulatedProviderOptions options, IReadOnlyList<ChatMessage> messages, ChatOptions? chatOptions, int call)
    {
        List<AIContent> calls = [];
        if (options.ToolCalls.Count == 0 || chatOptions?.Tools is not { } tools || messages is [.., { Role: var role }] && role == ChatRole.Tool)
        {
            return calls;
        }

        var text = messages.LastOrDefault(message => message.Role == ChatRole.User)?.Text ?? "";
        foreach (var (name, tool) in options.ToolCalls)
        {
            if (tools.Any(offered => offered.Name == name))
            {
                calls.Add(new FunctionCallContent(
                    $"simulated-{call}-{name}", name, tool.Arguments.ToDictionary(argument => argument.Key, argument => (object?)Match(text, argument.Value))));
            }
        }

        return calls;
    }

    /// <summary>Joins what the tools have answered to the last message.</summary>
    public static string Results(IReadOnlyList<ChatMessage> messages) =>
        messages is [.., var last] ? string.Join(' ', last.Contents.OfType<FunctionResultContent>().Select(result => result.Result?.ToString())) : "";

    private static string Match(string text, string pattern) => Regex.Match(text, pattern, RegexOptions.NonBacktracking).Value;
}
