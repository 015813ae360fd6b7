using System.Text.Json;

namespace AiGateway.Client.Evaluation.Cost;

/// <summary>A text and the tokens that a provider counted for it as a prompt.</summary>
internal sealed record TokenCase(string Provider, string Model, string Text, long PromptTokens)
{
    public static TokenCase Parse(JsonElement row)
    {
        var tokens = row.GetProperty("promptTokens").GetInt64();
        return tokens > 0
            ? new(row.GetProperty("provider").GetString()!, row.GetProperty("model").GetString()!, row.GetProperty("text").GetString()!, tokens)
            : throw new FormatException($"promptTokens = {tokens} is out of range: at least 1.");
    }
}
