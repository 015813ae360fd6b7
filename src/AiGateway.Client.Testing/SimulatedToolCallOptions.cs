namespace AiGateway.Client.Testing;

/// <summary>A tool that a simulated provider calls before it answers.</summary>
public sealed class SimulatedToolCallOptions
{
    /// <summary>Gets the arguments by name: regular expressions, whose first match in the last message of the user is the argument.</summary>
    public IDictionary<string, string> Arguments { get; } = new Dictionary<string, string>(StringComparer.Ordinal);
}
