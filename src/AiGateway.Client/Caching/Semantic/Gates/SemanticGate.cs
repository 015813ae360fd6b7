namespace AiGateway.Client.Caching.Semantic.Gates;

/// <summary>What two questions differ in, so that the answer to one is none to the other.</summary>
internal enum SemanticGate
{
    /// <summary>No gate sees a difference.</summary>
    None,

    /// <summary>A pseudonym.</summary>
    Pseudonym,

    /// <summary>An id, code, version, address or file name.</summary>
    Identifier,

    /// <summary>A number, or what is done with it.</summary>
    Number,

    /// <summary>A date or time.</summary>
    Date,

    /// <summary>A unit or currency.</summary>
    Unit,

    /// <summary>A quoted text.</summary>
    Quote,

    /// <summary>The language.</summary>
    Language,

    /// <summary>One denies what the other does not.</summary>
    Negation,

    /// <summary>One means the opposite of the other, or another member of a group.</summary>
    Opposite,

    /// <summary>A name, or the one thing that is asked about.</summary>
    Entity,

    /// <summary>Who does what to whom.</summary>
    Order,

    /// <summary>The pair was reported to be a false hit.</summary>
    Reported,
}
