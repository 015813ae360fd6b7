namespace AiGateway.Client.Metering;

/// <summary>Usage in disjoint buckets: no token is in two of them. Never negative.</summary>
public readonly record struct TokenUsage
{
    /// <summary>Gets the input tokens that are in no other bucket: text that no cache held.</summary>
    public long Input { get; init; }

    /// <summary>Gets the input tokens read from the provider's prompt cache.</summary>
    public long CacheRead { get; init; }

    /// <summary>Gets the input tokens written to the prompt cache for 5 minutes, or for the vendor's usual time.</summary>
    public long CacheWrite { get; init; }

    /// <summary>Gets the input tokens written to the prompt cache for one hour.</summary>
    public long CacheWrite1h { get; init; }

    /// <summary>Gets the input tokens that were audio.</summary>
    public long AudioInput { get; init; }

    /// <summary>Gets the output tokens that are in no other bucket.</summary>
    public long Output { get; init; }

    /// <summary>Gets the output tokens spent on reasoning.</summary>
    public long Reasoning { get; init; }

    /// <summary>Gets the output tokens that were audio.</summary>
    public long AudioOutput { get; init; }

    /// <summary>Gets the number of requests, for fees on each.</summary>
    public long Requests { get; init; }

    /// <summary>Gets the number of web searches, for fees on each.</summary>
    public long Searches { get; init; }

    /// <summary>Gets the sum of the input buckets.</summary>
    public long TotalInput => Input + CacheRead + CacheWrite + CacheWrite1h + AudioInput;

    /// <summary>Gets the sum of the output buckets.</summary>
    public long TotalOutput => Output + Reasoning + AudioOutput;

    /// <summary>Adds two usages, bucket by bucket.</summary>
    /// <param name="left">One usage.</param>
    /// <param name="right">Another.</param>
    /// <returns>The sum.</returns>
    public static TokenUsage operator +(TokenUsage left, TokenUsage right) => new()
    {
        Input = left.Input + right.Input,
        CacheRead = left.CacheRead + right.CacheRead,
        CacheWrite = left.CacheWrite + right.CacheWrite,
        CacheWrite1h = left.CacheWrite1h + right.CacheWrite1h,
        AudioInput = left.AudioInput + right.AudioInput,
        Output = left.Output + right.Output,
        Reasoning = left.Reasoning + right.Reasoning,
        AudioOutput = left.AudioOutput + right.AudioOutput,
        Requests = left.Requests + right.Requests,
        Searches = left.Searches + right.Searches,
    };

    /// <summary>Adds two usages, bucket by bucket.</summary>
    /// <param name="left">One usage.</param>
    /// <param name="right">Another.</param>
    /// <returns>The sum.</returns>
    public static TokenUsage Add(TokenUsage left, TokenUsage right) => left + right;
}
