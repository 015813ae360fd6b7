using AiGateway.Client.Context;

namespace AiGateway.Client.Redaction;

/// <summary>Redacts texts of the application's own, such as log messages, by the rules of the gateway. What it replaces is not restored.</summary>
public interface IRedactor
{
    /// <summary>Redacts a text with the deterministic detectors; an <see cref="IEntityDetector"/> is not asked.</summary>
    /// <param name="text">The text.</param>
    /// <param name="caller">Whose rules and pseudonyms to use; <see langword="null"/> for those of nobody in particular.</param>
    /// <returns>The text, with pseudonyms equal to those in requests of the same tenant where the key is configured. Entities that must not be sent are replaced by their names.</returns>
    string Redact(string text, GatewayCaller? caller = null);
}
