namespace AiGateway.Client.Redaction.Identifiers;

/// <summary>A node of the tree of forms: the way from the root is the separators, shapes and lengths of the groups read so far.</summary>
internal sealed class IdentifierNode
{
    /// <summary>The longest group of any identifier.</summary>
    public const int MaxLength = 24;

    private readonly IdentifierNode?[]?[] _next = new IdentifierNode?[GroupSeparator.Count][];
    private TopicSet _topics;

    /// <summary>Gets what may end here.</summary>
    public IdentifierEntry[] Entries { get; private set; } = [];

    /// <summary>Gets a value indicating whether everything that may end here needs a word nearby or a text without words.</summary>
    public bool NeedsWords { get; private set; } = true;

    /// <summary>Whether one of the lists of words is that of an entry.</summary>
    public bool HasTopic(in TopicSet topics) => _topics.Overlaps(topics);

    /// <summary>Gets the node behind one more group.</summary>
    public IdentifierNode? Next(int separator, int shape, int length) =>
        length <= MaxLength && _next[separator] is { } next ? next[(shape * (MaxLength + 1)) + length] : null;

    /// <summary>Adds an entry behind the groups of its form, by every shape that they can have.</summary>
    public void Add(IdentifierEntry entry, int group = 0)
    {
        if (group == entry.Form.Groups.Count)
        {
            // Those that need a word come last, so that they are left out together.
            Entries = entry.NeedsWord ? [.. Entries, entry] : [entry, .. Entries];
            _topics.Add(entry.Topic);
            NeedsWords &= entry.NeedsWord;
            return;
        }

        var template = entry.Form.Groups[group];
        var next = _next[group == 0 ? GroupSeparator.None : GroupSeparator.Of(entry.Form.Separators[group - 1])] ??= new IdentifierNode?[GroupShape.Count * (MaxLength + 1)];
        foreach (var shape in GroupShape.Of(template))
        {
            (next[(shape * (MaxLength + 1)) + template.Length] ??= new IdentifierNode()).Add(entry, group + 1);
        }
    }
}
