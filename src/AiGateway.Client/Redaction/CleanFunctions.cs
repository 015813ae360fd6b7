using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Redaction;

/// <summary>Functions in whose descriptions a policy has found nothing. They come with every request and hardly ever change, and to read a schema costs more than a message.</summary>
internal sealed class CleanFunctions
{
    private readonly ConditionalWeakTable<AIFunctionDeclaration, Description> _known = [];

    /// <summary>Tells whether nothing was found in a function that still describes itself in the same words.</summary>
    public bool Contains(AIFunctionDeclaration function) => _known.TryGetValue(function, out var description) && description.IsOf(function);

    /// <summary>Remembers a function.</summary>
    public void Add(AIFunctionDeclaration function)
    {
        if (function.JsonSchema.ValueKind is JsonValueKind.Object && function.AdditionalProperties.Count == 0)
        {
            _known.AddOrUpdate(function, new Description(function));
        }
    }

    private sealed class Description(AIFunctionDeclaration function)
    {
        private readonly string _name = function.Name;
        private readonly string _text = function.Description;
        private readonly byte[] _schema = Bytes(function.JsonSchema).ToArray();
        private readonly byte[] _result = Bytes(function.ReturnJsonSchema).ToArray();

        public bool IsOf(AIFunctionDeclaration function) =>
            function.Name == _name && function.Description == _text && function.AdditionalProperties.Count == 0
            && Bytes(function.JsonSchema).SequenceEqual(_schema) && Bytes(function.ReturnJsonSchema).SequenceEqual(_result);

        private static ReadOnlySpan<byte> Bytes(JsonElement? element) =>
            element is { ValueKind: not JsonValueKind.Undefined } value ? JsonMarshal.GetRawUtf8Value(value) : default;
    }
}
