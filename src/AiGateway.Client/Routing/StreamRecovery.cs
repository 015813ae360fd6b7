namespace AiGateway.Client.Routing;

/// <summary>What becomes of a stream that breaks off after content has been delivered.</summary>
public enum StreamRecovery
{
    /// <summary>It ends with an <see cref="IncompleteStreamException"/>.</summary>
    Fail,

    /// <summary>
    /// The next target goes on: from the text so far where the model continues an assistant message, else from the start, leaving out what has
    /// been delivered. Ends like <see cref="Fail"/> when the new answer differs from the delivered text, or when a tool call was delivered.
    /// </summary>
    Resume,

    /// <summary>Nothing is delivered until the answer is complete, so that any target can take over unnoticed.</summary>
    Buffer,
}
