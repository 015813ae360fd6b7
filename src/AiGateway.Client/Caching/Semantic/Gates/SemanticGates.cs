namespace AiGateway.Client.Caching.Semantic.Gates;

/// <summary>Says whether two questions that are near each other may have one answer.</summary>
/// <remarks>
/// Embeddings hardly see a number, a name, a negation or an order of words change. The gates look at nothing else. They stop when in doubt: a question that
/// is stopped costs a call, a wrong answer costs trust.
/// </remarks>
internal static class SemanticGates
{
    /// <summary>Compares two questions.</summary>
    /// <returns>The first gate that stops them, or <see cref="SemanticGate.None"/>.</returns>
    public static SemanticGate Compare(Question asked, Question stored)
    {
        if (string.Equals(asked.Text, stored.Text, StringComparison.Ordinal))
        {
            return SemanticGate.None;
        }

        if (!asked.IsReadable || !stored.IsReadable)
        {
            return SemanticGate.Identifier;
        }

        var gate = FactGates.Compare(asked, stored);
        if (gate is not SemanticGate.None)
        {
            return gate;
        }

        if (asked.IsLatin != stored.IsLatin || (asked.IsLanguageSure && stored.IsLanguageSure && asked.Language != stored.Language))
        {
            return SemanticGate.Language;
        }

        return CompareMeaning(asked, stored);
    }

    private static SemanticGate CompareMeaning(Question asked, Question stored)
    {
        var difference = new ContentDifference(asked, stored);
        var isExchanged = OrderGate.IsExchanged(asked, stored, WordRole.Than) || OrderGate.IsInverse(asked, stored);
        var gate = PolarityGate.Compare(asked, stored, difference, isExchanged);
        if (gate is not SemanticGate.None)
        {
            return gate;
        }

        return NameGate.Stops(difference) ? SemanticGate.Entity
            : OrderGate.Stops(asked, stored, difference, PolarityGate.HasOpposites(asked, stored) && isExchanged) ? SemanticGate.Order
            : SemanticGate.None;
    }
}
