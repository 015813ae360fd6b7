using Microsoft.Extensions.AI;

namespace AiGateway.Client.Testing;

/// <summary>One call that a <see cref="RecordingChatClient"/> saw.</summary>
/// <param name="Messages">The messages, as they were when the call was made.</param>
/// <param name="Options">A copy of the options; <see langword="null"/> when none were given.</param>
/// <param name="Streamed">Whether the call was a streaming one.</param>
public sealed record RecordedCall(IReadOnlyList<ChatMessage> Messages, ChatOptions? Options, bool Streamed)
{
    /// <summary>Names the type only: a call holds prompt text.</summary>
    /// <returns>The name of the type.</returns>
    public override string ToString() => nameof(RecordedCall);
}
