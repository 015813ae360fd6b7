namespace AiGateway.Client.Redaction;

/// <summary>A place in a text where an entity was found; it never holds the value itself.</summary>
/// <param name="Entity">Name of the entity, as in <see cref="EntityNames"/> or as the caller named it.</param>
/// <param name="Start">Index of the first UTF-16 code unit.</param>
/// <param name="Length">Number of UTF-16 code units.</param>
/// <param name="Score">How sure the detector is, above 0 and at most 1.</param>
public readonly record struct Detection(string Entity, int Start, int Length, double Score)
{
    /// <summary>Gets the kind of a secret, as issuer and format: <c>github/personal-access-token</c>.</summary>
    /// <value>Default <see langword="null"/>: the entity has no kinds, or the detector does not tell.</value>
    public string? SubType { get; init; }

    /// <summary>Index behind the last UTF-16 code unit.</summary>
    public int End => Start + Length;
}
