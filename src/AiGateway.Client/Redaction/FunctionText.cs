using System.Text.Json;

namespace AiGateway.Client.Redaction;

/// <summary>What a function tells a model about itself.</summary>
internal sealed record FunctionText(
    string Name, string Description, JsonElement Schema, JsonElement? ReturnSchema, IReadOnlyDictionary<string, object?> AdditionalProperties);
