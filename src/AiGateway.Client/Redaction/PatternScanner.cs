using System.Diagnostics;
using System.Text.RegularExpressions;

namespace AiGateway.Client.Redaction;

/// <summary>One expression of the caller's own, compiled without backtracking.</summary>
internal sealed class PatternScanner
{
    // Matches may look ahead to the end of the text, each of them again. So many times over the text are nothing to worry about.
    private const int FreeReadings = 64;

    // What is more may take this long: at least 0.5 MB/s.
    private static readonly TimeSpan BaseBudget = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan BudgetPerCharacter = TimeSpan.FromMicroseconds(2);

    private readonly Regex _regex;
    private readonly string _entity;
    private readonly string _name;
    private readonly double _score;

    public PatternScanner(RedactionPattern pattern)
    {
        (_entity, _score, _name) = (pattern.Entity, pattern.Score, pattern.Key ?? pattern.Entity);
        if (string.IsNullOrWhiteSpace(_entity)) throw new ArgumentException($"The pattern '{pattern.Pattern}' names no entity; set Entity.");
        if (pattern.Score is not (> 0 and <= 1)) throw new ArgumentException($"The score {pattern.Score} of the pattern for '{_entity}' is out of range; set a value above 0 and at most 1.");
        _regex = Compile(pattern);
    }

    /// <summary>Appends every match.</summary>
    /// <exception cref="RedactionRejectedException">The expression takes more time than grows with the text.</exception>
    public void Scan(ReadOnlySpan<char> text, List<Detection> found)
    {
        var (free, started) = (FreeReadings * (long)text.Length, 0L);
        foreach (var match in _regex.EnumerateMatches(text))
        {
            free -= text.Length - match.Index;
            if (free < 0) Watch(ref started, text.Length);
            if (match.Length > 0) found.Add(new Detection(_entity, match.Index, match.Length, _score));
        }
    }

    // How far a match looked ahead nobody tells; only the time does.
    private void Watch(ref long started, int length)
    {
        if (started == 0) started = Stopwatch.GetTimestamp();
        if (Stopwatch.GetElapsedTime(started) <= BaseBudget + (BudgetPerCharacter * length)) return;
        throw new RedactionRejectedException("redaction_pattern",
            $"The pattern '{_name}' takes too long to be searched for in a text of {length} characters, so the text was not passed on. "
            + $"It looks too far ahead: put a bound such as {{0,64}} in place of * and + under Redaction:Patterns:{_name}.", _entity);
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
