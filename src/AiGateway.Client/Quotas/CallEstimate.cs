namespace AiGateway.Client.Quotas;

/// <summary>The tokens that a call is expected to use.</summary>
internal readonly record struct CallEstimate(int InputTokens, int OutputTokens)
{
    public long Tokens => (long)InputTokens + OutputTokens;
}
