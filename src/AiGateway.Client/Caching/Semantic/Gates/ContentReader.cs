namespace AiGateway.Client.Caching.Semantic.Gates;

/// <summary>Finds the words that say what a question is about, and how they hang together.</summary>
internal static class ContentReader
{
    private const WordFlags Linking = WordFlags.Preposition | WordFlags.Joining;

    // Others that ask, such as how, why and the Spanish qué, stand before verbs and adjectives.
    private static readonly string[] AskingForNoun =
        ["which", "what", "whose", "welche", "welcher", "welches", "welchen", "welchem", "quel", "quelle", "quels", "quelles", "quale", "quali", "cual", "cuales"];

    public static List<ContentWord> Read(ReadOnlySpan<Token> tokens, QuestionLanguage language)
    {
        List<ContentWord> content = [];
        var namesAreCapital = language is not QuestionLanguage.German && !AreMostlyCapital(tokens);
        var (link, role) = ("", WordRole.None);
        for (var i = 0; i < tokens.Length; i++)
        {
            ref readonly var token = ref tokens[i];
            if (token.IsWord(WordFlags.Asking))
            {
                // What stands before it asks with it: por qué, da quando.
                (link, role) = ("", WordRole.None);
            }

            if (Link(tokens, i) is { } linking)
            {
                link = link.Length == 0 ? linking : $"{link} {linking}";
                role = token.Info.Role is WordRole.None ? role : token.Info.Role;
            }

            if (Create(tokens, i, link, role, namesAreCapital, language) is { } word)
            {
                content.Add(word);
                (link, role) = ("", WordRole.None);
            }
        }

        return content;
    }

    private static string? Link(ReadOnlySpan<Token> tokens, int place)
    {
        ref readonly var token = ref tokens[place];
        return token.Kind is TokenKind.Mark
            ? token.Text switch { "," or "&" or "+" or "*" => token.Text, _ => null }
            : token.IsWord(Linking) && !token.Info.Has(WordFlags.Asking) && !(token.Info.Unit is not null && token.IsUsed) ? token.Text : null;
    }

    private static ContentWord? Create(ReadOnlySpan<Token> tokens, int place, string link, WordRole role, bool namesAreCapital, QuestionLanguage language)
    {
        ref readonly var token = ref tokens[place];
        if (token.IsUsed)
        {
            return null;
        }

        switch (token.Kind)
        {
            // When something is may be said anywhere, unless it is from then to then.
            case TokenKind.Date when role is WordRole.None:
                return null;
            case TokenKind.Number or TokenKind.Date or TokenKind.Identifier or TokenKind.Pseudonym:
                return new ContentWord(token.Text, $"{token.Text}|{token.Unit}", link, role, ContentFlags.Fact);
            case TokenKind.Mark:
                return IsBetweenNumbers(tokens, place) && token.Text is "-" or "/" or "^" ? new ContentWord(token.Text, token.Text, link, role, ContentFlags.None) : null;
            case TokenKind.Word when !token.Info.Has(WordFlags.Stop) || IsName(token, namesAreCapital):
                return new ContentWord(token.Text, Key(token, language), link, role, Flags(tokens, place, namesAreCapital, language));
            default:
                return null;
        }
    }

    private static bool IsBetweenNumbers(ReadOnlySpan<Token> tokens, int place) =>
        place > 0 && place + 1 < tokens.Length && tokens[place - 1].Kind is TokenKind.Number && tokens[place + 1].Kind is TokenKind.Number;

    private static string Key(in Token token, QuestionLanguage language) => token.Info.Unit is { } unit ? $"|{unit}" : Lexicon.Of(language).KeyOf(token.Text);

    private static ContentFlags Flags(ReadOnlySpan<Token> tokens, int place, bool namesAreCapital, QuestionLanguage language)
    {
        ref readonly var token = ref tokens[place];
        var flags = IsName(token, namesAreCapital) ? ContentFlags.Name : ContentFlags.None;
        flags |= token.IsUpper && !token.Info.Has(WordFlags.Common) && namesAreCapital ? ContentFlags.Acronym : ContentFlags.None;
        flags |= token.Info.Has(WordFlags.Symmetric) ? ContentFlags.Symmetric : ContentFlags.None;
        flags |= token.Info.Has(WordFlags.Comparing) ? ContentFlags.Comparing : ContentFlags.None;
        return (language is QuestionLanguage.German ? token.IsCapital && !token.StartsSentence : IsNoun(tokens, place)) ? flags | ContentFlags.Noun : flags;
    }

    private static bool IsName(in Token token, bool namesAreCapital) =>
        !token.Info.Has(WordFlags.Common)
        && ((token.Info.Has(WordFlags.Name) && !token.Info.Has(WordFlags.Stop))
            || (namesAreCapital && token.Text.Length > 1 && ((token.IsCapital && !token.StartsSentence && !token.Info.Has(WordFlags.Stop)) || token.IsCamel || (token.IsUpper && !token.Info.Has(WordFlags.Stop))))
            || (token.IsUpper && token.Text.Length is >= 2 and <= 5 && namesAreCapital && (!token.Info.Has(WordFlags.Stop) || token.Text == "us")));

    // A noun stands behind an article, a preposition or another word, at the end, or behind the verb that opens a question.
    private static bool IsNoun(ReadOnlySpan<Token> tokens, int place)
    {
        if (place == 0)
        {
            return tokens.Length > 1 && tokens[1].IsWord(WordFlags.Auxiliary);
        }

        ref readonly var before = ref tokens[place - 1];
        if (before.Kind is not TokenKind.Word)
        {
            return before.Kind is not TokenKind.Mark;
        }

        if (before.Info.Has(WordFlags.Auxiliary) && !before.Info.Has(WordFlags.Pronoun | WordFlags.Determiner))
        {
            return place == 1 || tokens[place - 2].IsWord(WordFlags.Asking) || (place > 2 && tokens[place - 3].IsWord(WordFlags.Asking)) || before.StartsSentence || place == tokens.Length - 1 || tokens[place + 1].Kind is TokenKind.Mark;
        }

        return before.Info.Role is not WordRole.To && (before.Info.Has(WordFlags.Determiner | WordFlags.Preposition | WordFlags.Joining) || Array.IndexOf(AskingForNoun, before.Text) >= 0 || !before.Info.Has(WordFlags.Stop));
    }

    private static bool AreMostlyCapital(ReadOnlySpan<Token> tokens)
    {
        var (capital, words) = (0, 0);
        foreach (ref readonly var token in tokens)
        {
            var counts = token.Kind is TokenKind.Word && token.Text.Length > 3 && !token.StartsSentence;
            words += counts ? 1 : 0;
            capital += counts && token.IsCapital && !token.Info.Has(WordFlags.Name) ? 1 : 0;
        }

        return words >= 3 && capital * 10 > words * 7;
    }
}
