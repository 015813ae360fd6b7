namespace AiGateway.Client.Wire;

/// <summary>What a fault does once it strikes.</summary>
internal enum WireFaultKind
{
    /// <summary>Nothing: it only waits for its gate, with or without headers and events sent.</summary>
    Hold,

    /// <summary>Answers with an HTTP error.</summary>
    Status,

    /// <summary>Answers HTTP 200 with HTML.</summary>
    Html,

    /// <summary>Answers HTTP 200 without a body.</summary>
    Empty,

    /// <summary>Closes the sending side without ending the body.</summary>
    Cut,

    /// <summary>Resets the connection.</summary>
    Reset,

    /// <summary>Breaks the JSON of one event.</summary>
    Malformed,

    /// <summary>Sends the vendor's error event, then ends the body or goes on.</summary>
    ErrorEvent,

    /// <summary>Sends a failed response, where the format has one; else the error event.</summary>
    FailedResponse,

    /// <summary>Ends the body cleanly, too early.</summary>
    End,

    /// <summary>Sends everything but what ends the stream, and keeps the connection open.</summary>
    Unterminated,
}
