using Microsoft.Extensions.AI;

namespace AiGateway.Client.Metering;

/// <summary>Estimates tokens without the model's tokenizer. Its work is bounded whatever the text, and never more than one look at each of its bytes.</summary>
public interface ITokenEstimator
{
    /// <summary>Estimates the tokens of a text.</summary>
    /// <param name="key">Who would count them.</param>
    /// <param name="text">The text.</param>
    /// <returns>At least 1 for any text but an empty one, at most the number of its UTF-8 bytes.</returns>
    long Estimate(in TokenizerKey key, ReadOnlySpan<char> text);

    /// <summary>Estimates the tokens of a text of which only the length is known.</summary>
    /// <param name="key">Who would count them.</param>
    /// <param name="utf8Bytes">The length of the text in UTF-8.</param>
    /// <returns>At least 1 for any text but an empty one, at most the number of bytes.</returns>
    long Estimate(in TokenizerKey key, long utf8Bytes);

    /// <summary>Estimates the input tokens of a request.</summary>
    /// <param name="key">Who would count them.</param>
    /// <param name="messages">The messages.</param>
    /// <param name="options">The options, for instructions and tools.</param>
    /// <returns>The tokens, with what the provider adds around messages.</returns>
    long Estimate(in TokenizerKey key, IEnumerable<ChatMessage> messages, ChatOptions? options = null);

    /// <summary>Learns from a request whose input tokens the provider has counted.</summary>
    /// <param name="key">Who counted them.</param>
    /// <param name="messages">The messages.</param>
    /// <param name="options">The options.</param>
    /// <param name="inputTokens">The tokens that were counted.</param>
    void Learn(in TokenizerKey key, IEnumerable<ChatMessage> messages, ChatOptions? options, long inputTokens);
}
