namespace AiGateway.Client.Context;

/// <summary>The names of a target. Records keep them, and not the target itself, which would keep clients of former configurations alive.</summary>
internal sealed record TargetIdentity(string Name, string? Key, string Provider, string Model)
{
    /// <summary>Gets what estimates the cost, in nano-USD, of so many tokens of input and output.</summary>
    /// <value><see langword="null"/>, as is its answer: no price is known.</value>
    public Func<long, long, long?>? Price { get; init; }
}
