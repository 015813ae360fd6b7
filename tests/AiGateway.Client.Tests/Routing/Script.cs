using System.Net;

namespace AiGateway.Client.Tests.Routing;

/// <summary>What one call at a scripted target does. The default answers at once.</summary>
internal sealed record Script
{
    public const string Whole = "one two three four";

    /// <summary>Gets the time before the answer, or before the first content of a stream; infinite for silence.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>Gets the time between two chunks of a stream.</summary>
    public TimeSpan ChunkDelay { get; init; }

    /// <summary>Gets what is thrown instead of an answer.</summary>
    public Exception? Failure { get; init; }

    /// <summary>Gets the number of chunks after which a stream breaks; a plain call breaks at once.</summary>
    public int? BreakAfter { get; init; }

    /// <summary>Gets what breaks the stream.</summary>
    public Breakage Breakage { get; init; }

    /// <summary>Gets a value indicating whether the call ignores its token.</summary>
    public bool Deaf { get; init; }

    /// <summary>Gets the answer, delivered word by word.</summary>
    public string Text { get; init; } = Whole;

    public static Script Answer { get; } = new();

    /// <summary>Gets a target that never answers and does not listen to its token.</summary>
    public static Script DeafSilence { get; } = new() { Delay = Timeout.InfiniteTimeSpan, Deaf = true };

    public static Script After(double seconds) => new() { Delay = TimeSpan.FromSeconds(seconds) };

    public static Script Status(int status) => new() { Failure = new HttpRequestException(null, null, (HttpStatusCode)status) };

    public static Script Broken(int afterChunks, Breakage breakage) => new() { BreakAfter = afterChunks, Breakage = breakage };
}

/// <summary>How a stream breaks off.</summary>
public enum Breakage
{
    Cut,
    NoFinish,
    Silence,
    Error,
}
