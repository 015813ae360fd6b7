using System.Text.RegularExpressions;

namespace AiGateway.Client.Redaction;

/// <summary>One expression of the caller's own, compiled without backtracking.</summary>
internal sealed class PatternScanner
{
    private readonly Regex _regex;
    private readonly string _entity;
    private readonly double _score;

    public PatternScanner(RedactionPattern pattern)
    {
        (_entity, _score) = (pattern.Entity, pattern.Score);
        if (string.IsNullOrWhiteSpace(_entity)) throw new ArgumentException($"The pattern '{pattern.Pattern}' names no entity; set Entity.");
        if (pattern.Score is not (> 0 and <= 1)) throw new ArgumentException($"The score {pattern.Score} of the pattern for '{_entity}' is out of range; set a value above 0 and at most 1.");
        _regex = Compile(pattern);
    }

    public void Scan(ReadOnlySpan<char> text, List<Detection> found)
    {
        foreach (var match in _regex.EnumerateMatches(text))
        {
            if (match.Length > 0) found.Add(new Detection(_entity, match.Index, match.Length, _score));
        }
    }

    private static Regex Compile(RedactionPattern pattern)
    {
        if (string.IsNullOrEmpty(pattern.Pattern)) throw new ArgumentException($"The pattern for '{pattern.Entity}' is empty; set Pattern.");
        try
        {
            return new Regex(pattern.Pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | (pattern.IgnoreCase ? RegexOptions.IgnoreCase : 0));
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            throw new ArgumentException(
                $"The pattern '{pattern.Pattern}' for '{pattern.Entity}' cannot be used: {exception.Message} Lookarounds, backreferences and atomic groups are not supported; write it without them.",
                exception);
        }
    }
}
