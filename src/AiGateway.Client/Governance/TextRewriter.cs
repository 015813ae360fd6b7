using System.Text.Json;
using AiGateway.Client.Redaction;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Governance;

/// <summary>Rewrites every text of a request on copies. What cannot be looked into passes.</summary>
internal sealed class TextRewriter(Func<string, string> rewrite) : MessageRewriter
{
    /// <summary>Rewrites the messages.</summary>
    public IReadOnlyList<ChatMessage> Messages(IReadOnlyList<ChatMessage> messages) => [.. messages.Select(Message)];

    public override object? Opaque(object value) => Value(JsonSerializer.SerializeToElement(value, AIJsonUtilities.DefaultOptions.GetTypeInfo(value.GetType())));

    public override void Binary(string what)
    {
    }

    public override AIContent Unknown(AIContent content) => content;

    public override AIAnnotation Unknown(AIAnnotation annotation) => annotation;

    public override AITool Unknown(AITool tool) => tool;

    protected override string Rewrite(string text) => rewrite(text);
}
