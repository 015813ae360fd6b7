namespace AiGateway.Client.Caching.Semantic.Gates;

/// <summary>What is known of a word that says what a question is about.</summary>
[Flags]
internal enum ContentFlags
{
    None = 0,

    /// <summary>It is a name.</summary>
    Name = 1,

    /// <summary>It stands where a noun stands.</summary>
    Noun = 1 << 1,

    /// <summary>It is all capitals, and may stand for the first letters of several words.</summary>
    Acronym = 1 << 2,

    /// <summary>It joins or compares two things that may be exchanged.</summary>
    Symmetric = 1 << 3,

    /// <summary>It is a number, date or identifier, which gates of their own compare.</summary>
    Fact = 1 << 4,

    /// <summary>It is a comparative.</summary>
    Comparing = 1 << 5,
}
