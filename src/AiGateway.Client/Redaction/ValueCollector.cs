namespace AiGateway.Client.Redaction;

/// <summary>The first walk over a request: finds the values.</summary>
internal sealed class ValueCollector(RedactionOptions options, RedactionPolicy policy) : OutboundRewriter(options)
{
    private readonly List<Detection> _found = [];

    /// <summary>Gets the values in the order in which they were found.</summary>
    public List<(string Entity, string Value)> Values { get; } = [];

    /// <summary>Gets the texts that look like pseudonyms.</summary>
    public HashSet<string> LookAlikes { get; } = new(StringComparer.Ordinal);

    /// <summary>Gets the texts for detectors that are asked.</summary>
    public List<string> AllTexts { get; } = [];

    public override Uri? Address(Uri? address)
    {
        if (address is not null && address.OriginalString.Contains('%', StringComparison.Ordinal))
        {
            Text(Uri.UnescapeDataString(address.OriginalString));
        }

        return base.Address(address);
    }

    protected override string Rewrite(string text)
    {
        if (JsonRewriter.RewriteDocument(text, leaf => Text(leaf)!) is not null)
        {
            return text;
        }

        _found.Clear();
        policy.Scanner.Scan(text, _found);
        foreach (var detection in _found)
        {
            Values.Add((detection.Entity, text.Substring(detection.Start, detection.Length)));
        }

        CollectLookAlikes(text);
        if (policy.Detectors.Count > 0)
        {
            AllTexts.Add(text);
        }

        return text;
    }

    private void CollectLookAlikes(ReadOnlySpan<char> text)
    {
        for (var start = text.IndexOf('['); start >= 0; start = text.IndexOf('['))
        {
            text = text[start..];
            var length = TokenText.Measure(text);
            if (length > 0)
            {
                LookAlikes.Add(text[..length].ToString());
            }

            text = text[Math.Max(length, 1)..];
        }
    }
}
