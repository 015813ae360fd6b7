namespace AiGateway.Client.Redaction.Identifiers;

/// <summary>A node of the tree of forms: the way from the root is the kinds and lengths of the groups read so far.</summary>
internal sealed class IdentifierNode
{
    /// <summary>The longest group of any identifier.</summary>
    public const int MaxLength = 24;

    private readonly IdentifierNode?[] _next = new IdentifierNode?[3 * (MaxLength + 1)];

    /// <summary>Gets what may end here.</summary>
    public List<IdentifierEntry> Entries { get; } = [];

    /// <summary>Gets a value indicating whether everything that may end here needs a word nearby or a text without words.</summary>
    public bool NeedsWords { get; private set; } = true;

    /// <summary>Gets the node behind one more group.</summary>
    public IdentifierNode? Next(GroupKind kind, int length) => length > MaxLength ? null : _next[((int)kind * (MaxLength + 1)) + length];

    /// <summary>Adds an entry behind the groups of its form, by every kind that they can have.</summary>
    public void Add(IdentifierEntry entry, int group = 0)
    {
        if (group == entry.Form.Groups.Count)
        {
            Entries.Add(entry);
            NeedsWords &= EvidenceScores.Of(entry.Identifier.Evidence, entry.IsGrouped, nearby: false, alone: false) < entry.Threshold;
            return;
        }

        var template = entry.Form.Groups[group];
        foreach (var kind in IdentifierForm.KindsOf(template))
        {
            (_next[((int)kind * (MaxLength + 1)) + template.Length] ??= new IdentifierNode()).Add(entry, group + 1);
        }
    }
}
