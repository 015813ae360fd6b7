using System.Buffers;

namespace AiGateway.Client.Redaction.Detectors;

/// <summary>Looks for an entity around a character that it always has.</summary>
/// <remarks>Steps per call are bounded by a constant or lie between two anchors, so that a scan is linear in the text.</remarks>
internal abstract class AnchorDetector(string entity, string anchors)
{
    public string Entity { get; } = entity;

    /// <summary>The characters to stop at; ASCII, no letters and no digits.</summary>
    public string Anchors { get; } = anchors;

    /// <summary>Whether the anchor <paramref name="sign"/> may stand behind the ASCII character <paramref name="before"/>.</summary>
    public virtual bool CanFollow(char sign, char before) => true;

    /// <summary>Whether the anchor <paramref name="sign"/> may stand before the ASCII character <paramref name="after"/>.</summary>
    public virtual bool CanPrecede(char sign, char after) => true;

    /// <summary>Whether the entity stands around the anchor.</summary>
    public abstract bool TryFind(ReadOnlySpan<char> text, int anchor, out Detection found);

    protected Detection At(int start, int end, double score) => new(Entity, start, end - start, score);

    /// <summary>Length of the run of <paramref name="characters"/> at the end of <paramref name="text"/>, at most <paramref name="limit"/>.</summary>
    protected static int RunBefore(ReadOnlySpan<char> text, SearchValues<char> characters, int limit)
    {
        var window = text[Math.Max(0, text.Length - limit)..];
        return window.Length - 1 - window.LastIndexOfAnyExcept(characters);
    }
}
