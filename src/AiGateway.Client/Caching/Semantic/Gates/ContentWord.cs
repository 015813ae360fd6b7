namespace AiGateway.Client.Caching.Semantic.Gates;

/// <summary>A word that says what a question is about.</summary>
/// <param name="Text">The word in small letters without accents.</param>
/// <param name="Key">What it has in common with its other forms and with words of the same meaning.</param>
/// <param name="Link">The prepositions and conjunctions between the word before and this one.</param>
/// <param name="Role">The part that a preposition gives it.</param>
/// <param name="Flags">What is known of it.</param>
internal readonly record struct ContentWord(string Text, string Key, string Link, WordRole Role, ContentFlags Flags)
{
    public bool Has(ContentFlags flags) => (Flags & flags) != 0;
}
