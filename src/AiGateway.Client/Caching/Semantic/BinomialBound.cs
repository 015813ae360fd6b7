namespace AiGateway.Client.Caching.Semantic;

/// <summary>How large a share may be, of which a sample shows a part (Clopper and Pearson, 1934).</summary>
internal static class BinomialBound
{
    private const int Halvings = 50;

    /// <summary>Computes the upper end of the one-sided interval.</summary>
    /// <param name="successes">How many there are in the sample.</param>
    /// <param name="trials">The size of the sample.</param>
    /// <param name="confidence">How sure it is to be.</param>
    public static double Upper(int successes, int trials, double confidence)
    {
        if (successes >= trials)
        {
            return 1;
        }

        var (low, high) = ((double)successes / trials, 1.0);
        for (var i = 0; i < Halvings; i++)
        {
            var share = (low + high) / 2;
            (low, high) = AtMost(successes, trials, share) > 1 - confidence ? (share, high) : (low, share);
        }

        return high;
    }

    // The probability of so few or fewer, summed from the term of none.
    private static double AtMost(int successes, int trials, double share)
    {
        var (odds, term) = (Math.Log(share) - Math.Log(1 - share), trials * Math.Log(1 - share));
        var sum = Math.Exp(term);
        for (var i = 1; i <= successes; i++)
        {
            term += Math.Log((double)(trials - i + 1) / i) + odds;
            sum += Math.Exp(term);
        }

        return sum;
    }
}
