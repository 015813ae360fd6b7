namespace AiGateway.Client.Caching.Semantic.Gates;

/// <summary>What a word is for.</summary>
[Flags]
internal enum WordFlags
{
    None = 0,

    /// <summary>Says nothing about the subject.</summary>
    Stop = 1,

    /// <summary>Denies.</summary>
    Negator = 1 << 1,

    /// <summary>Says that something fails, which others say with a negation.</summary>
    Failing = 1 << 2,

    /// <summary>With a negation, says only that the caller asks: I do not know, I am not sure.</summary>
    Knowing = 1 << 3,

    /// <summary>Announces a noun: articles, possessives.</summary>
    Determiner = 1 << 4,

    /// <summary>Announces a noun and says its part.</summary>
    Preposition = 1 << 5,

    /// <summary>An auxiliary verb.</summary>
    Auxiliary = 1 << 6,

    /// <summary>A personal pronoun.</summary>
    Pronoun = 1 << 7,

    /// <summary>Joins equals: their order means nothing.</summary>
    Joining = 1 << 8,

    /// <summary>Says something of two that is as true the other way round.</summary>
    Symmetric = 1 << 9,

    /// <summary>Asks.</summary>
    Asking = 1 << 10,

    /// <summary>A known name.</summary>
    Name = 1 << 11,

    /// <summary>A verb that takes on, off, in, out, up or down behind it.</summary>
    Particle = 1 << 12,

    /// <summary>A capitalised word that names nothing.</summary>
    Common = 1 << 13,

    /// <summary>A month or weekday that is also another word.</summary>
    Unsure = 1 << 14,

    /// <summary>Stands behind a comparative.</summary>
    Comparing = 1 << 15,
}
