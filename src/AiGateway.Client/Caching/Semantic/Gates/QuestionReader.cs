using System.Runtime.InteropServices;

namespace AiGateway.Client.Caching.Semantic.Gates;

/// <summary>Reads a question: its pieces, what they are, and what of them the gates compare.</summary>
internal static class QuestionReader
{
    public static Question Read(string text)
    {
        var tokenizer = new Tokenizer(text);
        var list = tokenizer.Read();
        if (list is null)
        {
            return new Question { Text = text, IsLatin = LanguageGuess.IsLatin(text) };
        }

        var tokens = CollectionsMarshal.AsSpan(list);
        var (language, isSure) = LanguageGuess.Of(tokens, text);
        LookUp(tokens, Lexicon.Of(language));
        var dates = new List<string>();
        DateReader.Read(tokens, language, dates);
        var numbers = NumberReader.Read(tokens, language);
        var polarity = new PolarityReader(language);
        polarity.Read(tokens);
        var content = ContentReader.Read(tokens, language);
        dates.Sort(StringComparer.Ordinal);
        return new Question
        {
            Text = text,
            IsReadable = true,
            Language = language,
            IsLanguageSure = isSure,
            IsLatin = LanguageGuess.IsLatin(text),
            IsSentence = tokens.ContainsStop(),
            Words = WordSequence.Write(text),
            Pseudonyms = tokens.TextsOf(TokenKind.Pseudonym),
            Identifiers = Identifiers(tokens),
            Numbers = numbers,
            Dates = [.. dates],
            Units = NumberReader.BareUnits(tokens),
            Quotes = [.. tokenizer.Quotes],
            Negations = polarity.Negations,
            IsFailing = polarity.IsFailing,
            Oppositions = [.. polarity.Oppositions],
            Content = [.. content],
            IsSymmetric = content.Exists(static word => word.Has(ContentFlags.Symmetric)) || tokens.AreSymmetric(),
        };
    }

    private static void LookUp(Span<Token> tokens, Lexicon lexicon)
    {
        foreach (ref var token in tokens)
        {
            if (token.Kind is TokenKind.Word)
            {
                token.Info = lexicon.Find(token.Text);
            }
        }
    }

    private static bool ContainsStop(this Span<Token> tokens)
    {
        foreach (ref readonly var token in tokens)
        {
            if (token.IsWord(WordFlags.Stop))
            {
                return true;
            }
        }

        return false;
    }

    private static bool AreSymmetric(this Span<Token> tokens)
    {
        foreach (ref readonly var token in tokens)
        {
            if (token.IsWord(WordFlags.Symmetric))
            {
                return true;
            }
        }

        return false;
    }

    private static string[] TextsOf(this Span<Token> tokens, TokenKind kind)
    {
        List<string> texts = [];
        foreach (ref readonly var token in tokens)
        {
            if (token.Kind == kind)
            {
                texts.Add(token.Text);
            }
        }

        texts.Sort(StringComparer.Ordinal);
        return [.. texts];
    }

    private static IdentifierFact[] Identifiers(Span<Token> tokens)
    {
        List<IdentifierFact> identifiers = [];
        foreach (ref readonly var token in tokens)
        {
            if (token.Kind is TokenKind.Identifier)
            {
                identifiers.Add(new IdentifierFact(token.Text, token.Prefix));
            }
        }

        identifiers.Sort(static (left, right) => string.CompareOrdinal(left.Text, right.Text));
        return [.. identifiers];
    }
}
