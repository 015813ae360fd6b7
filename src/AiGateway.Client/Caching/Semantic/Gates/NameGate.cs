namespace AiGateway.Client.Caching.Semantic.Gates;

/// <summary>Stops questions about different things: a name that only one has, or a single noun in the place of another.</summary>
internal static class NameGate
{
    public static bool Stops(ContentDifference difference) =>
        difference.OnlyAsked.Exists(static word => word.Has(ContentFlags.Name))
        || difference.OnlyStored.Exists(static word => word.Has(ContentFlags.Name))
        || IsReplaced(difference);

    private static bool IsReplaced(ContentDifference difference) =>
        difference is { OnlyAsked: [var asked], OnlyStored: [var stored] } && asked.Has(ContentFlags.Noun) && stored.Has(ContentFlags.Noun)
        && !(asked.Has(ContentFlags.Comparing) && stored.Has(ContentFlags.Comparing))
        && difference.Asked.Content.Length == difference.Stored.Content.Length;
}
