namespace AiGateway.Client.Wire.Formats;

/// <summary>What an event of a body is, for faults to find their place.</summary>
internal enum WireEventKind
{
    /// <summary>Frames content: roles, starts and ends of blocks, pings.</summary>
    Structure,

    /// <summary>Carries text, reasoning, a refusal or part of a tool call.</summary>
    Content,

    /// <summary>Carries the finish reason.</summary>
    Finish,

    /// <summary>Carries usage and nothing else.</summary>
    Usage,

    /// <summary>Ends the stream.</summary>
    Terminator,
}
