namespace AiGateway.Client.Caching.Semantic.Gates;

/// <summary>Says what a run of letters, digits and what joins them is.</summary>
internal static class RunReader
{
    private static readonly string[] Elisions = ["l", "d", "qu", "n", "s", "c", "j", "m", "t", "dell", "all", "nell", "sull", "dall", "un", "quest", "quell", "jusqu", "lorsqu", "puisqu", "dov", "cos", "com"];

    public static void Read(ReadOnlySpan<char> run, Action<Token> add)
    {
        if (run.ContainsAnyInRange('0', '9'))
        {
            DigitRunReader.Read(run, add);
        }
        else if (run.Contains('_'))
        {
            add(new Token(TokenKind.Identifier, Canonical(run)));
        }
        else if (run.Contains('.'))
        {
            ReadDotted(run, add);
        }
        else if (run.Contains('-') && run.IndexOf('-') > 1)
        {
            ReadHyphenated(run, add);
        }
        else
        {
            ReadWord(run, add);
        }
    }

    /// <summary>Letters and digits only, small.</summary>
    public static string Canonical(ReadOnlySpan<char> run)
    {
        Span<char> canonical = run.Length <= 256 ? stackalloc char[run.Length] : new char[run.Length];
        var length = 0;
        foreach (var c in run)
        {
            if (char.IsLetterOrDigit(c) || char.IsSurrogate(c))
            {
                canonical[length++] = char.ToLowerInvariant(c);
            }
        }

        return new string(canonical[..length]);
    }

    public static void ReadWord(ReadOnlySpan<char> word, Action<Token> add)
    {
        if (word.IsEmpty)
        {
            return;
        }

        var quote = word.IndexOfAny('\'', '’');
        if (quote < 0)
        {
            AddWord(word, add);
        }
        else if (word[quote..] is [_, 't' or 'T'] && quote > 1 && word[quote - 1] is 'n' or 'N')
        {
            AddNegated(word[..(quote - 1)], add);
        }
        else if (word[(quote + 1)..] is "s" or "m" or "re" or "ve" or "ll" or "d" or "S")
        {
            AddWord(word[..quote], add);
        }
        else if (Array.IndexOf(Elisions, WordStem.Fold(word[..quote])) >= 0)
        {
            AddWord(word[..quote], add);
            ReadWord(word[(quote + 1)..], add);
        }
        else
        {
            AddWord(word, add);
        }
    }

    private static void ReadHyphenated(ReadOnlySpan<char> run, Action<Token> add)
    {
        foreach (var part in run.Split('-'))
        {
            // sugar-free
            ReadWord(part.End.Value == run.Length && run[part].Equals("free", StringComparison.OrdinalIgnoreCase) ? "without" : run[part], add);
        }
    }

    private static void AddNegated(ReadOnlySpan<char> verb, Action<Token> add)
    {
        var folded = WordStem.Fold(verb);
        add(new Token(TokenKind.Word, folded switch { "ca" => "can", "wo" => "will", "sha" => "shall", _ => folded }));
        add(new Token(TokenKind.Word, "not"));
    }

    private static void AddWord(ReadOnlySpan<char> word, Action<Token> add)
    {
        var (upper, lower, camel) = (0, 0, false);
        for (var i = 0; i < word.Length; i++)
        {
            upper += char.IsUpper(word[i]) ? 1 : 0;
            lower += char.IsLower(word[i]) ? 1 : 0;
            camel |= i > 0 && char.IsUpper(word[i]) && char.IsLower(word[i - 1]);
        }

        var folded = WordStem.Fold(word);
        if (folded == "cannot")
        {
            add(new Token(TokenKind.Word, "can"));
            folded = "not";
        }

        add(new Token(TokenKind.Word, folded) { IsCapital = char.IsUpper(word[0]), IsUpper = lower == 0 && upper > 1, IsCamel = camel });
    }

    private static void ReadDotted(ReadOnlySpan<char> run, Action<Token> add)
    {
        var letters = true;
        foreach (var part in run.Split('.'))
        {
            letters &= part.End.Value - part.Start.Value <= 1;
        }

        if (letters)
        {
            var joined = Canonical(run);
            add(new Token(TokenKind.Word, joined is "us" ? "usa" : joined) { IsCapital = char.IsUpper(run[0]), IsUpper = char.IsUpper(run[0]) });
            return;
        }

        var dot = run.LastIndexOf('.');
        if (char.IsUpper(run[dot + 1]) && !run[..dot].ContainsAnyExceptInRange('a', 'z'))
        {
            // A sentence that ends without a space behind it.
            ReadWord(run[..dot], add);
            ReadWord(run[(dot + 1)..], add);
            return;
        }

        add(new Token(TokenKind.Identifier, Canonical(run)));
    }
}
