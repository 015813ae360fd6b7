using Microsoft.Extensions.AI;

namespace AiGateway.Client.Redaction;

/// <summary>The first walk over a request: finds the values. What could read differently the next time (sequences, objects) is read once and for all.</summary>
internal sealed class ValueCollector(RedactionOptions options, RedactionPolicy policy, bool onlyCounts = false) : OutboundRewriter(options)
{
    private readonly List<Detection> _found = [];
    private HashSet<string>? _lookAlikes;
    private int _finds;

    /// <summary>Gets the values in the order in which they were found.</summary>
    public List<(string Entity, string Value)> Values { get; } = [];

    /// <summary>Gets the texts that look like pseudonyms.</summary>
    public IReadOnlyCollection<string> LookAlikes => _lookAlikes ?? (IReadOnlyCollection<string>)[];

    /// <summary>Gets the texts for detectors that are asked.</summary>
    public List<string> AllTexts { get; } = [];

    public override bool DropsRaw => !onlyCounts;

    public override bool OnlyReads => true;

    public override object? Opaque(object value) => onlyCounts ? Peek(value) : base.Opaque(value);

    protected override AITool Tool(AITool tool)
    {
        if (tool is not AIFunctionDeclaration function || policy.Detectors.Count > 0)
        {
            return base.Tool(tool);
        }

        if (policy.CleanFunctions.Contains(function))
        {
            return tool;
        }

        var before = _finds;
        var rewritten = base.Tool(tool);
        if (_finds == before && ReferenceEquals(rewritten, tool))
        {
            policy.CleanFunctions.Add(function);
        }

        return rewritten;
    }

    protected override string Rewrite(string text)
    {
        if (JsonRewriter.RewriteDocument(text, this) is not null)
        {
            return text;
        }

        _found.Clear();
        policy.Scanner.Scan(text, _found);
        foreach (var detection in _found)
        {
            Add(detection.Entity, text.Substring(detection.Start, detection.Length));
        }

        CollectEscaped(text);
        CollectLookAlikes(text);
        if (policy.Detectors.Count > 0)
        {
            AllTexts.Add(text);
        }

        return text;
    }

    private void Add(string entity, string value)
    {
        _finds++;
        Values.Add((entity, value));
    }

    private object Peek(object value)
    {
        base.Opaque(value);
        return value;
    }

    // A value that stands nowhere else but escaped is replaced as it is written.
    private void CollectEscaped(string text)
    {
        if (EscapedText.Read(text) is not { } escaped)
        {
            return;
        }

        _found.Clear();
        policy.Scanner.Scan(escaped.Text, _found);
        foreach (var detection in _found)
        {
            var (start, end) = escaped.Origin(detection);
            if (end - start > detection.Length)
            {
                Add(detection.Entity, text[start..end]);
            }
        }
    }

    private void CollectLookAlikes(ReadOnlySpan<char> text)
    {
        for (var start = text.IndexOf('['); start >= 0; start = text.IndexOf('['))
        {
            text = text[start..];
            var length = TokenText.Measure(text);
            if (length > 0)
            {
                _finds++;
                (_lookAlikes ??= new(StringComparer.Ordinal)).Add(text[..length].ToString());
            }

            text = text[Math.Max(length, 1)..];
        }
    }
}
