using System.Text.Json.Nodes;

namespace AiGateway.Client.Tests.Conformance;

/// <summary>Reads what a request says in the words of its format.</summary>
public abstract class WireReading
{
    /// <summary>Reads the texts of the system prompt.</summary>
    public abstract IEnumerable<string?> System(JsonNode body);

    /// <summary>Reads the roles of the messages, other than the system's.</summary>
    public abstract IEnumerable<string?> Roles(JsonNode body);

    /// <summary>Reads the text of the first message that is the user's.</summary>
    public abstract string? UserText(JsonNode body);

    /// <summary>Reads the images of the only message: address, or media type and data as a data URI.</summary>
    public abstract IEnumerable<string?> Images(JsonNode body);

    /// <summary>Reads the tools, each as its name and the schema of its parameters.</summary>
    public abstract IEnumerable<(string? Name, JsonNode? Schema)> Tools(JsonNode body);

    /// <summary>Reads the calls that the assistant's turn repeats: id (where the format has one), name, arguments.</summary>
    public abstract IEnumerable<(string? Id, string? Name, JsonNode? Arguments)> Calls(JsonNode body);

    /// <summary>Reads the results of tools as JSON, each under its call's id (where the format has one).</summary>
    public abstract IEnumerable<(string? Id, string? Text)> Results(JsonNode body);

    /// <summary>Reads the schema that holds the answer.</summary>
    public abstract JsonNode? Schema(JsonNode body);

    /// <summary>Finds an option by its name in <c>ChatOptions</c>.</summary>
    public abstract JsonNode? FindOption(JsonNode body, string name);

    /// <summary>Joins content that is a text, or a list of parts of which some have a text.</summary>
    protected static string? Text(JsonNode? content) =>
        content is JsonArray parts ? string.Concat(parts.Select(part => (string?)part!["text"])) : (string?)content;
}
