using Microsoft.Extensions.AI;

namespace AiGateway.Client.Governance;

/// <summary>A streamed answer that is kept back until its end, because a policy wants to see all of it.</summary>
internal sealed class BufferedAnswer(List<ChatResponseUpdate> updates)
{
    /// <summary>The reason code of an answer that is too long to be kept back.</summary>
    public const string TooLongCode = "response_too_long";

    /// <summary>Reads an answer to its end.</summary>
    /// <exception cref="PolicyDeniedException">A policy refuses a part of it, or it is too long.</exception>
    public static async ValueTask<BufferedAnswer> ReadAsync(
        IAsyncEnumerator<ChatResponseUpdate> source, StreamGuard guard, int maxCharacters, CancellationToken cancellationToken)
    {
        List<ChatResponseUpdate> updates = [];
        long characters = 0;
        while (await source.MoveNextAsync().ConfigureAwait(false))
        {
            var update = source.Current;
            characters += Measure(update);
            if (characters > maxCharacters)
            {
                throw new PolicyResponseDeniedException(TooLongCode);
            }

            updates.Add(!guard.IsOn || guard.Passes(update) ? update : await guard.GovernAsync(update, cancellationToken).ConfigureAwait(false));
        }

        updates.AddRange(await guard.FlushAsync(cancellationToken).ConfigureAwait(false));
        return new BufferedAnswer(updates);
    }

    /// <summary>Asks about the whole answer.</summary>
    /// <returns>The updates that are to be delivered: as they came, unless a policy changes the answer.</returns>
    public async ValueTask<IEnumerable<ChatResponseUpdate>> GovernAsync(GovernanceEngine engine, GovernanceContext context, CancellationToken cancellationToken)
    {
        var response = updates.ToChatResponse();
        var governed = await engine.ResponseAsync(response, context, cancellationToken).ConfigureAwait(false);
        return ReferenceEquals(governed, response) ? updates : governed.ToChatResponseUpdates();
    }

    /// <summary>Counts the characters of an update.</summary>
    public static long Measure(ChatResponseUpdate update)
    {
        long characters = 0;
        foreach (var content in update.Contents)
        {
            characters += content switch
            {
                TextContent text => text.Text.Length,
                TextReasoningContent reasoning => reasoning.Text.Length,
                _ => 0,
            };
        }

        return characters;
    }
}
