using AiGateway.Client.Providers;

namespace AiGateway.Client.Testing;

/// <summary>Options of provider type <c>Simulated</c>: what it answers, how fast, and when it fails.</summary>
public sealed class SimulatedProviderOptions : ProviderOptions
{
    /// <summary>Gets or sets the answer to every request. <c>{model}</c>, <c>{provider}</c> and <c>{result}</c>, what tools have answered, are replaced.</summary>
    public string Answer { get; set; } = "This is a simulated answer by {model} of {provider}.";

    /// <summary>Gets or sets the time before the answer or its first token.</summary>
    /// <value>Default zero; to 1 day.</value>
    public TimeSpan Latency { get; set; }

    /// <summary>Gets or sets the time between two chunks of a stream.</summary>
    /// <value>Default zero; to 1 day.</value>
    public TimeSpan ChunkDelay { get; set; }

    /// <summary>Gets or sets the number of characters in a chunk of a stream.</summary>
    /// <value>Default 8; at least 1.</value>
    public int ChunkSize { get; set; } = 8;

    /// <summary>Gets or sets the input tokens to report.</summary>
    /// <value>Default <see langword="null"/>: one for every four characters of the messages, rounded up. At least 0.</value>
    public int? InputTokens { get; set; }

    /// <summary>Gets or sets the output tokens to report.</summary>
    /// <value>Default <see langword="null"/>: one for every four characters of the answer, rounded up. At least 0.</value>
    public int? OutputTokens { get; set; }

    /// <summary>Gets the tools to call, by their names, when a request offers them: all at once, before the answer.</summary>
    public IDictionary<string, SimulatedToolCallOptions> ToolCalls { get; } = new SortedDictionary<string, SimulatedToolCallOptions>(StringComparer.Ordinal);

    /// <summary>Gets the fault plan by name. The first entry by name that applies to a call decides it.</summary>
    public IDictionary<string, SimulatedFaultOptions> Faults { get; } = new SortedDictionary<string, SimulatedFaultOptions>(StringComparer.Ordinal);
}
