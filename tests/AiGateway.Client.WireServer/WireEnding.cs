namespace AiGateway.Client.Wire;

/// <summary>How an exchange ended, as the server saw it.</summary>
public enum WireEnding
{
    /// <summary>The whole answer was sent, faulty or not.</summary>
    Completed,

    /// <summary>The client closed the connection before the answer was complete.</summary>
    ClientAborted,

    /// <summary>The server broke the connection, as the fault commanded.</summary>
    ServerAborted,

    /// <summary>The server was stopped while it held the answer back.</summary>
    ServerStopped,
}
