namespace AiGateway.Client.Wire;

/// <summary>Token usage in neutral terms: cached tokens are part of the input, reasoning tokens part of the output. Each format splits it as its vendor does.</summary>
/// <param name="Input">All input tokens; <see langword="null"/> where the vendor leaves them out.</param>
/// <param name="Output">All output tokens.</param>
public sealed record WireUsage(int? Input, int? Output)
{
    /// <summary>Gets the input tokens that were read from the vendor's prompt cache.</summary>
    public int CacheRead { get; init; }

    /// <summary>Gets the input tokens that were written to the prompt cache for 5 minutes. OpenAI's formats know one sum of both writes.</summary>
    public int CacheWrite5m { get; init; }

    /// <summary>Gets the input tokens that were written to the prompt cache for 1 hour.</summary>
    public int CacheWrite1h { get; init; }

    /// <summary>Gets the output tokens that were spent on reasoning.</summary>
    public int Reasoning { get; init; }

    /// <summary>Gets the input tokens that were audio.</summary>
    public int AudioInput { get; init; }

    /// <summary>Gets the output tokens that were audio.</summary>
    public int AudioOutput { get; init; }

    /// <summary>Gets a total that differs from the sum of input and output, as some vendors report it.</summary>
    public int? Total { get; init; }

    internal int CacheWrite => CacheWrite5m + CacheWrite1h;

    internal int Sum => Total ?? ((Input ?? 0) + (Output ?? 0));
}
