namespace AiGateway.Client.Caching.Semantic.Gates;

/// <summary>Finds what denies, and on which side of a pair of opposites a question is.</summary>
internal sealed class PolarityReader(QuestionLanguage language)
{
    private const int ParticleReach = 6;

    public int Negations { get; private set; }

    public bool IsFailing { get; private set; }

    public List<Opposition> Oppositions { get; } = [];

    public void Read(ReadOnlySpan<Token> tokens)
    {
        for (var i = 0; i < tokens.Length; i++)
        {
            ref readonly var token = ref tokens[i];
            if (token.Kind is not TokenKind.Word || token.IsUsed)
            {
                continue;
            }

            Negations += token.Info.Has(WordFlags.Negator) && Denies(tokens, i) ? 1 : 0;
            IsFailing |= token.Info.Has(WordFlags.Failing);
            Oppositions.AddRange(token.Info.Oppositions);
            if (token.Info.Has(WordFlags.Particle))
            {
                ReadParticle(tokens, i);
            }
        }

        // These languages deny twice what is denied once.
        if (language is QuestionLanguage.French or QuestionLanguage.Spanish or QuestionLanguage.Italian)
        {
            Negations = Math.Min(Negations, 1);
        }
    }

    private bool Denies(ReadOnlySpan<Token> tokens, int place)
    {
        for (var next = place + 1; next <= place + 2 && next < tokens.Length; next++)
        {
            if (tokens[next].IsWord(WordFlags.Knowing))
            {
                return false;
            }
        }

        return !(language is not QuestionLanguage.English && place > 0 && tokens[place - 1].IsWord(WordFlags.Knowing))
            && !(place > 0 && tokens[place - 1].Text is "or" or "oder" or "ou" or "o" or "why" or "warum" or "pourquoi" && tokens.Length - place < 4)
            && !IsNumberSign(tokens, place) && !IsTag(tokens, place) && !IsPolite(tokens, place);
    }

    // No. 5
    private static bool IsNumberSign(ReadOnlySpan<Token> tokens, int place) =>
        tokens[place].Text is "no" && place + 1 < tokens.Length
        && (tokens[place + 1].Kind is TokenKind.Number || (tokens[place + 1].IsMark('.') && place + 2 < tokens.Length && tokens[place + 2].Kind is TokenKind.Number));

    // …, isn't it?
    private static bool IsTag(ReadOnlySpan<Token> tokens, int place) =>
        tokens.Length - place <= 4 && ((place > 1 && tokens[place - 2].IsMark(',')) || (place > 0 && tokens[place - 1].IsMark(',')));

    // Can't you tell me …
    private static bool IsPolite(ReadOnlySpan<Token> tokens, int place) =>
        place is 1 or 2 && place + 1 < tokens.Length && tokens[place].Text is "not" && tokens[place + 1].Text is "you" && tokens[place - 1].IsWord(WordFlags.Auxiliary);

    // Turn the light on, log in
    private void ReadParticle(ReadOnlySpan<Token> tokens, int place)
    {
        for (var next = place + 1; next < tokens.Length && next < place + ParticleReach && tokens[next].Kind is TokenKind.Word; next++)
        {
            var joined = tokens[next].Text switch
            {
                "on" => tokens[place].Text is "log" or "sign" ? "signin" : "poweron",
                "off" => tokens[place].Text is "log" or "sign" ? "signout" : "poweroff",
                "in" when tokens[place].Text is "log" or "sign" or "check" or "clock" => "signin",
                "out" when tokens[place].Text is "log" or "sign" or "check" or "clock" => "signout",
                "in" or "out" when tokens[place].Text is "opt" or "zoom" => tokens[place].Text + tokens[next].Text,
                _ => null,
            };

            if (joined is not null)
            {
                Oppositions.AddRange(Lexicon.Of(QuestionLanguage.English).Find(joined).Oppositions);
                return;
            }
        }
    }
}
