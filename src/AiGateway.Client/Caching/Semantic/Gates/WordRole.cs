namespace AiGateway.Client.Caching.Semantic.Gates;

/// <summary>The part that a preposition gives to the noun behind it.</summary>
internal enum WordRole : byte
{
    None,
    From,
    To,
    Than,
    By,
    Instead,
    Before,
    After,
}
