using AiGateway.Client.Auditing.Keys;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Auditing.Content;

/// <summary>Computes the hashes of audit records, to prove that a prompt or an answer is the one of a record.</summary>
public static class AuditHash
{
    /// <summary>Computes the hash of a prompt.</summary>
    /// <param name="key">The key of the tenant.</param>
    /// <param name="messages">The messages as redaction made them.</param>
    /// <param name="options">The options, of which the instructions count; <see langword="null"/> for none.</param>
    /// <returns>The hash, in hexadecimal.</returns>
    public static string OfPrompt(AuditKey key, IEnumerable<ChatMessage> messages, ChatOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(messages);
        using var digest = ContentDigest.OfPrompt(key, messages, options, keepsText: false);
        return digest.Finish().Hash;
    }

    /// <summary>Computes the hash of an answer. A streamed one has the same hash as its updates put together.</summary>
    /// <param name="key">The key of the tenant.</param>
    /// <param name="response">The answer, before its pseudonyms were restored.</param>
    /// <returns>The hash, in hexadecimal.</returns>
    public static string OfAnswer(AuditKey key, ChatResponse response)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(response);
        using var digest = ContentDigest.OfAnswer(key, response, keepsText: false);
        return digest.Finish().Hash;
    }
}
