namespace AiGateway.Client.Redaction;

/// <summary>Finds entities that no fixed rule finds, such as names of people: the seam for a recogniser of named entities.</summary>
/// <remarks>Implementations are called from several threads at once. An exception, or a call that takes too long, blocks the request.</remarks>
public interface IEntityDetector
{
    /// <summary>Names of the entities this detector may report.</summary>
    IReadOnlyList<string> Entities { get; }

    /// <summary>Reports where entities stand in a text.</summary>
    /// <param name="text">One text of a request or a response.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <returns>The places found, in any order; they may overlap.</returns>
    ValueTask<IReadOnlyList<Detection>> DetectAsync(string text, CancellationToken cancellationToken);
}
