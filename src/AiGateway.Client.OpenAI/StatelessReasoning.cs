using Microsoft.Extensions.AI;

namespace AiGateway.Client.Providers;

/// <summary>What a stateless request of the Responses API can hand back of a model's reasoning.</summary>
/// <remarks>
/// A reasoning item without its encrypted content is only a reference to something that the provider has not kept, and the reasoning of another
/// vendor's model means nothing to it: either one makes the provider refuse the whole request. Source: OpenAI's "Reasoning models" guide.
/// </remarks>
internal static class StatelessReasoning
{
    // Where the SDK's chat client leaves the item's id; other vendors' content has none.
    private const string ItemId = "reasoningItemId";

    /// <summary>Leaves out reasoning that the provider would refuse. Messages without such are passed on as they are.</summary>
    public static IEnumerable<ChatMessage> Filter(IEnumerable<ChatMessage> messages) => messages.Select(Filter);

    /// <summary>Tells by a model's name whether it reasons, and so has encrypted reasoning to give.</summary>
    public static bool IsReasoningModel(string model)
    {
        // openai/gpt-5-mini, openai.gpt-5.4, o3-pro
        var name = model.AsSpan(model.AsSpan().LastIndexOf('/') + 1);
        name = name.StartsWith("openai.", StringComparison.OrdinalIgnoreCase) ? name["openai.".Length..] : name;
        return name is ['o' or 'O', >= '1' and <= '9', ..]
            || (name.StartsWith("gpt-", StringComparison.OrdinalIgnoreCase) && name is [_, _, _, _, >= '5' and <= '9', ..]
                && !name.Contains("-chat", StringComparison.OrdinalIgnoreCase));
    }

    private static ChatMessage Filter(ChatMessage message)
    {
        if (!message.Contents.Any(IsRefused))
        {
            return message;
        }

        var filtered = message.Clone();
        filtered.Contents = [.. message.Contents.Where(content => !IsRefused(content))];
        return filtered;
    }

    private static bool IsRefused(AIContent content) =>
        content is TextReasoningContent reasoning
        && (string.IsNullOrEmpty(reasoning.ProtectedData) || reasoning.AdditionalProperties?.ContainsKey(ItemId) is not true);
}
