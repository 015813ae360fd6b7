namespace AiGateway.Client.Caching.Semantic.Gates;

/// <summary>What a piece of a question is.</summary>
internal enum TokenKind : byte
{
    Word,
    Number,
    Identifier,
    Date,
    Pseudonym,
    Mark,
}
