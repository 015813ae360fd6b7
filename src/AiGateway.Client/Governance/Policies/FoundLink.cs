namespace AiGateway.Client.Governance.Policies;

/// <summary>An address in a text.</summary>
/// <param name="Start">Where it begins.</param>
/// <param name="End">Where it ends; of an allowed one, where its host does.</param>
/// <param name="IsForbidden">Whether its host is not allowed.</param>
/// <param name="IsOpen">Whether it may go on behind the end of the text.</param>
internal readonly record struct FoundLink(int Start, int End, bool IsForbidden, bool IsOpen)
{
    /// <summary>Gets where the part begins by which it is recognised.</summary>
    public int RecognisedFrom { get; init; } = Start;
}
