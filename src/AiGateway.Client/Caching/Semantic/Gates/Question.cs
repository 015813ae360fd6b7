namespace AiGateway.Client.Caching.Semantic.Gates;

/// <summary>What the gates compare of a question. It is read once and never changes.</summary>
internal sealed class Question
{
    public string Text { get; init; } = "";

    /// <summary>Gets a value indicating whether the text was short enough to be taken apart.</summary>
    public bool IsReadable { get; init; }

    public QuestionLanguage Language { get; init; }

    /// <summary>Gets a value indicating whether there are enough small words to be certain of the language.</summary>
    public bool IsLanguageSure { get; init; }

    /// <summary>Gets a value indicating whether most letters are Latin.</summary>
    public bool IsLatin { get; init; }

    /// <summary>Gets a value indicating whether there are words that make a sentence, not key words only.</summary>
    public bool IsSentence { get; init; }

    /// <summary>Gets the whole text as words with single spaces around them.</summary>
    public string Words { get; init; } = " ";

    public string[] Pseudonyms { get; init; } = [];

    public IdentifierFact[] Identifiers { get; init; } = [];

    public NumberFact[] Numbers { get; init; } = [];

    public string[] Dates { get; init; } = [];

    /// <summary>Gets the units that stand without a number.</summary>
    public string[] Units { get; init; } = [];

    public string[] Quotes { get; init; } = [];

    /// <summary>Gets how many words deny.</summary>
    public int Negations { get; init; }

    /// <summary>Gets a value indicating whether a word says that something fails.</summary>
    public bool IsFailing { get; init; }

    public Opposition[] Oppositions { get; init; } = [];

    public ContentWord[] Content { get; init; } = [];

    /// <summary>Gets a value indicating whether a word says something that is as true the other way round.</summary>
    public bool IsSymmetric { get; init; }

    public static Question Read(string text) => QuestionReader.Read(text);
}
