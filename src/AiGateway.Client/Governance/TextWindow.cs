using AiGateway.Client.Context;

namespace AiGateway.Client.Governance;

/// <summary>One run of text of a streamed answer as one policy sees it: keeps back what the policy has not settled, and a little of what has gone before.</summary>
internal sealed class TextWindow(ActivePolicy policy)
{
    // What is looked back at when a run of text is interrupted by something else, and what words are recognised by.
    private const int Before = 256;

    private readonly char[] _before = new char[Before];
    private int _beforeLength;
    private string _pending = "";
    private bool _cut;

    /// <summary>Gets a value indicating whether there is text that was not delivered yet.</summary>
    public bool HoldsText => _pending.Length > 0 && policy.Mode is PolicyMode.Enforce;

    /// <summary>Gets a value indicating whether there is text that the policy has not settled yet.</summary>
    public bool IsPending => _pending.Length > 0;

    /// <summary>Tells whether a piece would pass as it is.</summary>
    public bool WouldPass(string text) => _pending.Length == 0 && !_cut && policy.Policy is TextPolicy quick && quick.IsClear(text);

    /// <summary>Takes a piece.</summary>
    /// <param name="engine">Asks the policy.</param>
    /// <param name="text">The piece; may be empty.</param>
    /// <param name="end">Whether nothing may wait: the text is over, or something else comes next.</param>
    /// <param name="context">The request.</param>
    /// <param name="cancellationToken">The request's cancellation token.</param>
    /// <returns>What may be delivered.</returns>
    /// <exception cref="PolicyDeniedException">The policy refuses the text.</exception>
    public async ValueTask<string> PushAsync(GovernanceEngine engine, string text, bool end, GovernanceContext context, CancellationToken cancellationToken)
    {
        if (text.Length == 0 && (!end || _pending.Length == 0))
        {
            return "";
        }

        var pending = _pending.Length == 0 ? text : _pending + text;
        (context.Phase, context.Text, context.Delivered, context.IsLast) = (PolicyPhase.ResponseText, string.Concat(_before.AsSpan(0, _beforeLength), pending), _beforeLength, end);
        var decision = await engine.DecideAsync(policy, context, cancellationToken).ConfigureAwait(false);
        context.Text = "";
        pending = decision.Replacement as string ?? pending;
        var length = end ? pending.Length : Math.Max(0, pending.Length - Math.Max(0, decision.Held ?? policy.Window));
        var settled = pending[..length];
        _pending = pending[length..];
        Remember(settled);
        _cut |= end;

        // Nothing waits for a policy that is only tried out.
        return policy.Mode is PolicyMode.DryRun ? text : settled;
    }

    /// <summary>Takes note of text that has been delivered.</summary>
    public void Remember(ReadOnlySpan<char> text)
    {
        if (text.Length >= Before)
        {
            text[^Before..].CopyTo(_before);
            _beforeLength = Before;
            return;
        }

        var kept = Math.Min(_beforeLength, Before - text.Length);
        _before.AsSpan(_beforeLength - kept, kept).CopyTo(_before);
        text.CopyTo(_before.AsSpan(kept));
        _beforeLength = kept + text.Length;
    }
}
