using AiGateway.Client.Context;

namespace AiGateway.Client.Governance;

/// <summary>A policy that looks for something in texts: those of the request, of calls of tools, and of the answer.</summary>
internal abstract class TextPolicy(TextPolicyOptions options, string reasonCode) : SynchronousPolicy
{
    // What may wait at most: a finding that is longer is seen in parts.
    private const int MaxHeld = 4096;

    public override PolicyPhase Phases { get; } =
        (options.Requests ? PolicyPhase.Request : PolicyPhase.None) | (options.Responses ? PolicyPhase.ResponseText | PolicyPhase.ToolCall : PolicyPhase.None);

    /// <summary>Tells whether a piece of a streamed answer holds nothing, and nothing that could become something with what follows.</summary>
    public virtual bool IsClear(ReadOnlySpan<char> text) => !Finds(text, 0, complete: true) && Unsettled(text) == text.Length;

    public override GovernanceDecision Decide(GovernanceContext context) => context.Phase switch
    {
        PolicyPhase.Request => DecideRequest(context),
        PolicyPhase.ToolCall => DecideCall(context),
        _ => DecideText(context),
    };

    /// <summary>Tells whether there is a finding that ends behind a place.</summary>
    /// <param name="text">The text.</param>
    /// <param name="from">The place; what is before it is there to look back at.</param>
    /// <param name="complete">Whether nothing follows; else what reaches to the end of the text does not count yet.</param>
    protected abstract bool Finds(ReadOnlySpan<char> text, int from, bool complete);

    /// <summary>Tells where the part at the end of a text begins that could be the beginning of a finding.</summary>
    /// <returns>The length of the text when there is none.</returns>
    protected abstract int Unsettled(ReadOnlySpan<char> text);

    /// <summary>Takes the findings out of a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="from">Where to begin; what is before it is there to look back at.</param>
    /// <returns>What is to stand from there on; of a text without findings the same.</returns>
    protected abstract string Rewrite(string text, int from);

    /// <summary>Tells whether texts of an origin are looked at.</summary>
    protected virtual bool Covers(TextOrigin origin) => true;

    private GovernanceDecision DecideRequest(GovernanceContext context)
    {
        var finder = new Finder(this);
        return TextWalk.Request(context, ref finder) ? GovernanceDecision.Allow : ChangeRequest(context);
    }

    private GovernanceDecision DecideCall(GovernanceContext context)
    {
        var finder = new Finder(this);
        return TextWalk.Content(context.ToolCall!, TextOrigin.ToolCall, ref finder)
            ? GovernanceDecision.Allow : ChangeCall(context);
    }

    private GovernanceDecision DecideText(GovernanceContext context)
    {
        var (text, last) = (context.Text, context.IsLast);
        var start = last ? text.Length : Math.Max(Unsettled(text), context.Delivered);
        if (text.Length - start > MaxHeld)
        {
            (start, last) = (text.Length, true);
        }

        var held = text.Length - start;
        return (Finds(text, context.Delivered, last) ? ChangeText(context, start) : GovernanceDecision.Allow).Hold(held);
    }

    // In methods of their own, so that a text without a finding costs no closure.
    private GovernanceDecision ChangeRequest(GovernanceContext context) =>
        Verdict(rewrite => GovernanceDecision.ChangeMessages(reasonCode, rewrite.Messages(context.Messages), own => rewrite.Options(own, static same => same)));

    private GovernanceDecision ChangeCall(GovernanceContext context) => Verdict(rewrite => GovernanceDecision.ChangeTool(reasonCode, rewrite.Content(context.ToolCall!)));

    private GovernanceDecision ChangeText(GovernanceContext context, int start) =>
        Verdict(_ => GovernanceDecision.ChangeText(reasonCode, Rewrite(context.Text[..start], context.Delivered) + context.Text[start..]));

    private GovernanceDecision Verdict(Func<TextRewriter, GovernanceDecision> change) => options.Action switch
    {
        PolicyAction.Deny => GovernanceDecision.Deny(reasonCode),
        PolicyAction.Flag => GovernanceDecision.Flag(reasonCode),
        _ => change(new TextRewriter(text => Rewrite(text, 0))),
    };

    private readonly struct Finder(TextPolicy policy) : ITextVisitor
    {
        public bool Visit(ReadOnlySpan<char> text, TextOrigin origin) => !policy.Covers(origin) || !policy.Finds(text, 0, complete: true);
    }
}
