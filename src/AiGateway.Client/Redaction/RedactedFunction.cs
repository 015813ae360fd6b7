using System.Text.Json;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Redaction;

/// <summary>A function that describes itself without sensitive values.</summary>
internal sealed class RedactedFunction(AIFunction inner, FunctionText text) : DelegatingAIFunction(inner)
{
    public override string Name => text.Name;

    public override string Description => text.Description;

    public override JsonElement JsonSchema => text.Schema;

    public override JsonElement? ReturnJsonSchema => text.ReturnSchema;

    public override IReadOnlyDictionary<string, object?> AdditionalProperties => text.AdditionalProperties;

    public override string ToString() => text.Name;

    // The function inside still describes itself in full.
    public override object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is null && serviceType.IsInstanceOfType(this) ? this : null;
}
