namespace AiGateway.Client.Governance;

/// <summary>Looks at one text of a request.</summary>
/// <param name="text">The text; texts inside JSON without their escapes.</param>
/// <param name="origin">Where it stands.</param>
/// <returns><see langword="false"/> to see no more.</returns>
public delegate bool GovernanceTextVisitor(ReadOnlySpan<char> text, TextOrigin origin);
