using System.Text.Json;
using Microsoft.Extensions.AI;

namespace GatewayHost.Requests;

/// <summary>A tool that the client runs itself: the model is only told of it.</summary>
internal sealed class RequestedTool(string name, string description, JsonElement schema, bool strict) : AIFunctionDeclaration
{
    public override string Name => name;

    public override string Description => description;

    public override JsonElement JsonSchema => schema;

    // Always said: without a word of its own, a tool would be taken to be as strict as the response format.
    public override IReadOnlyDictionary<string, object?> AdditionalProperties { get; } = new Dictionary<string, object?> { ["strict"] = strict };
}
