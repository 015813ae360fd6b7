namespace AiGateway.Client.Governance;

/// <summary>A visitor that costs no delegate.</summary>
internal interface ITextVisitor
{
    bool Visit(ReadOnlySpan<char> text, TextOrigin origin);
}
