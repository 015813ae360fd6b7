using System.Text.Json;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Redaction;

/// <summary>The declaration of a function without sensitive values.</summary>
internal sealed class RedactedFunctionDeclaration(FunctionText text) : AIFunctionDeclaration
{
    public override string Name => text.Name;

    public override string Description => text.Description;

    public override JsonElement JsonSchema => text.Schema;

    public override JsonElement? ReturnJsonSchema => text.ReturnSchema;

    public override IReadOnlyDictionary<string, object?> AdditionalProperties => text.AdditionalProperties;
}
