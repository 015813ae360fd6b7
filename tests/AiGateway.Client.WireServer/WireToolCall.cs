namespace AiGateway.Client.Wire;

/// <summary>A tool call of the model.</summary>
/// <param name="Id">The call's id.</param>
/// <param name="Name">The tool's name.</param>
/// <param name="ArgumentFragments">The JSON of the arguments, in the fragments in which it is streamed. Ollama streams it whole.</param>
public sealed record WireToolCall(string Id, string Name, params IReadOnlyList<string> ArgumentFragments)
{
    /// <summary>Gets the JSON of the arguments.</summary>
    public string Arguments => string.Concat(ArgumentFragments);
}
