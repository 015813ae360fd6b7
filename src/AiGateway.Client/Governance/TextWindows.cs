namespace AiGateway.Client.Governance;

/// <summary>One run of text of a streamed answer: passes through the windows of all policies, one after another.</summary>
internal sealed class TextWindows(TextWindow[] windows)
{
    public bool HoldsText
    {
        get
        {
            foreach (var window in windows)
            {
                if (window.HoldsText)
                {
                    return true;
                }
            }

            return false;
        }
    }

    /// <summary>Gets a value indicating whether there is text that not every policy has settled, those on trial included.</summary>
    public bool IsPending
    {
        get
        {
            foreach (var window in windows)
            {
                if (window.IsPending)
                {
                    return true;
                }
            }

            return false;
        }
    }

    /// <summary>Tells whether a piece passes all windows as it is. Allocates nothing.</summary>
    public bool Passes(string text)
    {
        foreach (var window in windows)
        {
            if (!window.WouldPass(text))
            {
                return false;
            }
        }

        foreach (var window in windows)
        {
            window.Remember(text);
        }

        return true;
    }

    public async ValueTask<string> PushAsync(GovernanceEngine engine, string text, bool end, GovernanceContext context, CancellationToken cancellationToken)
    {
        foreach (var window in windows)
        {
            text = await window.PushAsync(engine, text, end, context, cancellationToken).ConfigureAwait(false);
        }

        return text;
    }
}
