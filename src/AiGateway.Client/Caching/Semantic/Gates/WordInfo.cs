namespace AiGateway.Client.Caching.Semantic.Gates;

/// <summary>What is known of a word in one language.</summary>
internal sealed class WordInfo
{
    public static readonly WordInfo Unknown = new();

    public WordFlags Flags { get; set; }

    /// <summary>Gets or sets the number that the word stands for.</summary>
    public int Number { get; set; } = -1;

    /// <summary>Gets or sets the number that the word multiplies with: hundred, million.</summary>
    public long Scale { get; set; }

    public int Ordinal { get; set; }

    public int Month { get; set; }

    public int Weekday { get; set; }

    /// <summary>Gets or sets a day, time or period as seen from now.</summary>
    public string? Relative { get; set; }

    public string? Unit { get; set; }

    public WordRole Role { get; set; }

    /// <summary>Gets or sets what words of the same meaning have in common.</summary>
    public string? Key { get; set; }

    /// <summary>Gets the groups of which the word is a member.</summary>
    public List<Opposition> Oppositions { get; } = [];

    public bool Has(WordFlags flags) => (Flags & flags) != 0;
}
