using System.Buffers;

namespace AiGateway.Client.Caching.Semantic.Gates;

/// <summary>Guesses the language by its small words.</summary>
internal static class LanguageGuess
{
    private static readonly SearchValues<char> German = SearchValues.Create("äöüßÄÖÜ");
    private static readonly SearchValues<char> Spanish = SearchValues.Create("¿¡ñ");

    public static (QuestionLanguage Language, bool IsSure) Of(ReadOnlySpan<Token> tokens, string text)
    {
        Span<int> votes = stackalloc int[5];
        votes[(int)QuestionLanguage.German] = text.AsSpan().ContainsAny(German) ? 1 : 0;
        votes[(int)QuestionLanguage.Spanish] = text.AsSpan().ContainsAny(Spanish) ? 2 : 0;
        foreach (ref readonly var token in tokens)
        {
            for (var language = 0; token.Kind is TokenKind.Word && language < votes.Length; language++)
            {
                votes[language] += Lexicon.Of((QuestionLanguage)language).IsStop(token.Text) ? 1 : 0;
            }
        }

        var best = 0;
        for (var language = 1; language < votes.Length; language++)
        {
            best = votes[language] > votes[best] ? language : best;
        }

        var second = 0;
        for (var language = 0; language < votes.Length; language++)
        {
            second = language != best ? Math.Max(second, votes[language]) : second;
        }

        return ((QuestionLanguage)best, votes[best] >= 3 && votes[best] >= second + 2);
    }

    /// <summary>Whether most letters are Latin.</summary>
    public static bool IsLatin(string text)
    {
        var balance = 0;
        foreach (var c in text)
        {
            balance += !char.IsLetter(c) ? 0 : c < '\u0250' || c is >= '\u1E00' and < '\u1F00' ? 1 : -1;
        }

        return balance >= 0;
    }
}
