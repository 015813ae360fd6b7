using System.Text.RegularExpressions;

namespace AiGateway.Client.Testing;

/// <summary>Checks the ranges of a simulated provider's options.</summary>
internal static class SimulatedOptionsValidator
{
    private static readonly TimeSpan MaxDelay = TimeSpan.FromDays(1);

    public static void Validate(SimulatedProviderOptions options, string path, ICollection<string> failures)
    {
        Require(options.ChunkSize >= 1, $"{path}:ChunkSize", options.ChunkSize, "at least 1", failures);
        Require(options.InputTokens is null or >= 0, $"{path}:InputTokens", options.InputTokens, "at least 0", failures);
        Require(options.OutputTokens is null or >= 0, $"{path}:OutputTokens", options.OutputTokens, "at least 0", failures);
        RequireDelay(options.Latency, $"{path}:Latency", failures);
        RequireDelay(options.ChunkDelay, $"{path}:ChunkDelay", failures);
        ValidateCalls(options, path, failures);
        foreach (var (name, fault) in options.Faults)
        {
            Validate(fault, $"{path}:Faults:{name}", failures);
        }
    }

    private static void ValidateCalls(SimulatedProviderOptions options, string path, ICollection<string> failures)
    {
        foreach (var (name, call) in options.ToolCalls)
        {
            foreach (var (argument, pattern) in call.Arguments)
            {
                Require(IsPattern(pattern), $"{path}:ToolCalls:{name}:Arguments:{argument}", pattern, "a regular expression without look-around and back-references", failures);
            }
        }
    }

    private static bool IsPattern(string pattern)
    {
        try
        {
            _ = new Regex(pattern, RegexOptions.NonBacktracking);
            return true;
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            return false;
        }
    }

    private static void Validate(SimulatedFaultOptions fault, string path, ICollection<string> failures)
    {
        Require(fault.Status is >= 400 and <= 599, $"{path}:Status", fault.Status, "from 400 to 599", failures);
        Require(fault.FirstCall >= 1, $"{path}:FirstCall", fault.FirstCall, "at least 1", failures);
        Require(fault.LastCall is null || fault.LastCall >= fault.FirstCall, $"{path}:LastCall", fault.LastCall, $"at least FirstCall, which is {fault.FirstCall}", failures);
        Require(fault.AfterChunks >= 0, $"{path}:AfterChunks", fault.AfterChunks, "at least 0", failures);
        RequireDelay(fault.Delay, $"{path}:Delay", failures);
        RequireDelay(fault.RetryAfter, $"{path}:RetryAfter", failures);
    }

    private static void RequireDelay(TimeSpan? value, string path, ICollection<string> failures) =>
        Require(value is null || (value >= TimeSpan.Zero && value <= MaxDelay), path, value, $"from {TimeSpan.Zero} to {MaxDelay}", failures);

    private static void Require(bool holds, string path, object? value, string range, ICollection<string> failures)
    {
        if (!holds)
        {
            failures.Add($"{path} = '{value}' is out of range: {range}.");
        }
    }
}
