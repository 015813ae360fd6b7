namespace AiGateway.Client.Caching.Semantic.Gates;

/// <summary>Compares what must be equal: pseudonyms, identifiers, numbers, dates, units and quoted texts.</summary>
internal static class FactGates
{
    public static SemanticGate Compare(Question asked, Question stored)
    {
        if (!asked.Pseudonyms.AsSpan().SequenceEqual(stored.Pseudonyms))
        {
            return SemanticGate.Pseudonym;
        }

        Span<bool> askedUsed = stackalloc bool[Math.Min(asked.Numbers.Length, Tokenizer.MaxTokens)];
        Span<bool> storedUsed = stackalloc bool[Math.Min(stored.Numbers.Length, Tokenizer.MaxTokens)];
        if (!AreIdentifiersIn(asked, stored, storedUsed) || !AreIdentifiersIn(stored, asked, askedUsed))
        {
            return SemanticGate.Identifier;
        }

        if (!asked.Dates.AsSpan().SequenceEqual(stored.Dates))
        {
            return SemanticGate.Date;
        }

        var gate = CompareNumbers(asked, stored, askedUsed, storedUsed);
        if (gate is not SemanticGate.None)
        {
            return gate;
        }

        return !AreUnitsAlike(asked.Units, stored.Units) ? SemanticGate.Unit
            : !AreQuotesIn(asked, stored) || !AreQuotesIn(stored, asked) ? SemanticGate.Quote
            : SemanticGate.None;
    }

    // Others may write ISO-9001 as ISO 9001, WW2 as World War II, or Node.js as nodejs.
    private static bool AreIdentifiersIn(Question from, Question other, Span<bool> usedNumbers)
    {
        foreach (var identifier in from.Identifiers)
        {
            if (Array.Exists(other.Identifiers, theirs => theirs.Text == identifier.Text))
            {
                continue;
            }

            if (IsJoined(other.Words, identifier.Text))
            {
                UseNumber(other, identifier.Text, identifier.Prefix, usedNumbers);
            }
            else if (identifier.Prefix is not { Length: > 1 } prefix || !Initials.AreIn(prefix, other.Content, out _) || !UseNumber(other, identifier.Text, prefix, usedNumbers))
            {
                return false;
            }
        }

        return true;
    }

    private static bool UseNumber(Question question, string text, string? prefix, Span<bool> used)
    {
        var digits = prefix is null ? text.AsSpan() : text.AsSpan(Math.Min(prefix.Length, text.Length));
        for (var i = 0; i < used.Length; i++)
        {
            if (!used[i] && digits.TrimStart('0').SequenceEqual(question.Numbers[i].Value))
            {
                return used[i] = true;
            }
        }

        return false;
    }

    private static bool IsJoined(string words, string text)
    {
        for (var start = words.IndexOf(' ', StringComparison.Ordinal); start >= 0 && start + 1 < words.Length; start = words.IndexOf(' ', start + 1))
        {
            var (place, matched) = (start + 1, 0);
            while (place < words.Length && matched < text.Length && (words[place] == text[matched] || words[place] is ' ' or '-' or '#'))
            {
                matched += words[place++] == text[matched] ? 1 : 0;
            }

            if (matched == text.Length && (place == words.Length || words[place] == ' '))
            {
                return true;
            }
        }

        return false;
    }

    private static SemanticGate CompareNumbers(Question asked, Question stored, Span<bool> askedUsed, Span<bool> storedUsed)
    {
        var (i, j, unitsDiffer) = (0, 0, false);
        while (i < asked.Numbers.Length || j < stored.Numbers.Length)
        {
            if (i < askedUsed.Length && (askedUsed[i] || IsForgiven(asked.Numbers[i], stored)))
            {
                i++;
            }
            else if (j < storedUsed.Length && (storedUsed[j] || IsForgiven(stored.Numbers[j], asked)))
            {
                j++;
            }
            else if (i >= asked.Numbers.Length || j >= stored.Numbers.Length || asked.Numbers[i].Value != stored.Numbers[j].Value)
            {
                return SemanticGate.Number;
            }
            else
            {
                unitsDiffer |= !IsUnitAlike(asked.Numbers[i++].Unit, stored.Numbers[j++].Unit);
            }
        }

        return unitsDiffer ? SemanticGate.Unit : SemanticGate.None;
    }

    // 1 hour, an hour
    private static bool IsForgiven(NumberFact number, Question other) =>
        number is { Value: "1", Unit: { } unit } && Array.IndexOf(other.Units, unit) >= 0 && !Array.Exists(other.Numbers, theirs => theirs.Value == "1");

    private static bool IsUnitAlike(string? left, string? right) =>
        left is null || right is null || left == right || (left is "deg" && right is "c" or "f") || (right is "deg" && left is "c" or "f");

    private static bool AreUnitsAlike(string[] left, string[] right) => !HasOthers(left, right) || !HasOthers(right, left);

    private static bool HasOthers(string[] units, string[] others) => Array.Exists(units, unit => Array.IndexOf(others, unit) < 0);

    private static bool AreQuotesIn(Question from, Question other) => Array.TrueForAll(from.Quotes, quote => other.Words.Contains(quote, StringComparison.Ordinal));
}
