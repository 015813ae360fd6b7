using System.Collections.Frozen;
using System.Globalization;
using AiGateway.Client.Caching.Semantic.Gates.Words;

namespace AiGateway.Client.Caching.Semantic.Gates;

/// <summary>The words of one language, read from lines of <c>kind: words</c>.</summary>
internal sealed class Lexicon
{
    private static readonly Lexicon[] All =
    [
        new(EnglishWords.Lines, EnglishMeanings.Lines), new(GermanWords.Lines, ""), new(FrenchWords.Lines, ""), new(SpanishWords.Lines, ""), new(ItalianWords.Lines, ""),
    ];

    private readonly Dictionary<string, WordInfo> _words = new(StringComparer.Ordinal);
    private readonly FrozenDictionary<string, WordInfo> _frozen;
    private readonly HashSet<string> _exact = new(StringComparer.Ordinal);
    private int _groups;

    private Lexicon(string lines, string meanings)
    {
        foreach (var text in (string[])[lines, meanings, SharedWords.Lines, SharedWords.Names])
        {
            foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            {
                var colon = line.IndexOf(':', StringComparison.Ordinal);
                Add(line[..colon], line[(colon + 1)..]);
            }
        }

        AddStems();
        _frozen = _words.ToFrozenDictionary(StringComparer.Ordinal);
    }

    public static Lexicon Of(QuestionLanguage language) => All[(int)language];

    /// <summary>Finds a word, or its stem.</summary>
    public WordInfo Find(string folded) =>
        _frozen.TryGetValue(folded, out var info) || _frozen.TryGetValue(WordStem.Of(folded), out info) ? info : WordInfo.Unknown;

    /// <summary>Finds what a word has in common with its other forms and with words of the same meaning.</summary>
    public string KeyOf(string folded)
    {
        var stem = WordStem.Of(folded);
        return Find(folded).Key ?? (_frozen.TryGetValue(stem, out var info) ? info.Key : null) ?? stem;
    }

    public bool IsStop(string folded) => _frozen.TryGetValue(folded, out var info) && info.Has(WordFlags.Stop);

    private void Add(string kind, string words)
    {
        switch (kind)
        {
            case "pair" or "opposite" or "group":
                AddGroup(words, kind == "opposite");
                return;
            case "like":
                AddLike(words);
                return;
        }

        foreach (var word in words.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var equal = word.IndexOf('=', StringComparison.Ordinal);
            AddWord(kind, equal < 0 ? word : word[..equal], equal < 0 ? word : word[(equal + 1)..]);
        }
    }

    private void AddWord(string kind, string word, string value)
    {
        var info = Get(word);
        _exact.Add(word);
        info.Flags |= Flags(kind);
        switch (kind)
        {
            case "number": info.Number = int.Parse(value, CultureInfo.InvariantCulture); break;
            case "scale": info.Scale = long.Parse(value, CultureInfo.InvariantCulture); break;
            case "ordinal": info.Ordinal = int.Parse(value, CultureInfo.InvariantCulture); break;
            case "month" or "maybemonth": info.Month = int.Parse(value, CultureInfo.InvariantCulture); break;
            case "day" or "maybeday": info.Weekday = int.Parse(value, CultureInfo.InvariantCulture); break;
            case "relative": info.Relative = value; break;
            case "unit": info.Unit = value; break;
            case "name": info.Key = value; break;
            case "from" or "to" or "than" or "by" or "instead" or "before" or "after":
                info.Role = Enum.Parse<WordRole>(kind, ignoreCase: true);
                break;
        }
    }

    private static WordFlags Flags(string kind) => kind switch
    {
        "stop" => WordFlags.Stop,
        "not" => WordFlags.Negator | WordFlags.Stop,
        "fail" => WordFlags.Failing,
        "known" => WordFlags.Knowing,
        "det" => WordFlags.Determiner | WordFlags.Stop,
        "prep" or "from" or "to" or "than" or "by" or "instead" or "before" or "after" => WordFlags.Preposition | WordFlags.Stop,
        "aux" => WordFlags.Auxiliary | WordFlags.Stop,
        "pro" => WordFlags.Pronoun | WordFlags.Stop,
        "and" => WordFlags.Joining | WordFlags.Stop,
        "same" => WordFlags.Symmetric,
        "ask" => WordFlags.Asking | WordFlags.Stop,
        "name" => WordFlags.Name,
        "particle" => WordFlags.Particle,
        "common" => WordFlags.Common,
        "maybemonth" or "maybeday" => WordFlags.Unsure,
        "compare" => WordFlags.Comparing,
        _ => WordFlags.None,
    };

    private void AddGroup(string words, bool denies)
    {
        var group = $"{++_groups}";
        var sides = words.Split('/');
        for (var side = 0; side < sides.Length; side++)
        {
            foreach (var word in sides[side].Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                Get(word).Oppositions.Add(new Opposition(group, side, denies));
            }
        }
    }

    private void AddLike(string words)
    {
        var alike = words.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        foreach (var word in alike)
        {
            Get(word).Key ??= Get(alike[0]).Key ?? alike[0];
        }
    }

    private WordInfo Get(string word)
    {
        if (!_words.TryGetValue(word, out var info))
        {
            _words[word] = info = new WordInfo();
        }

        return info;
    }

    // What is known of a verb or noun is known of its forms; small words have none.
    private void AddStems()
    {
        foreach (var (word, info) in _words.ToList())
        {
            if (!_exact.Contains(word) || info.Has(WordFlags.Failing | WordFlags.Symmetric | WordFlags.Particle | WordFlags.Comparing) || info.Unit is not null || (info.Weekday > 0 && !info.Has(WordFlags.Unsure)))
            {
                _words.TryAdd(WordStem.Of(word), info);
            }
        }
    }
}
