using System.Buffers.Binary;

namespace AiGateway.Client.Caching.Semantic;

/// <summary>Puts the semantic cache behind the exact tiers, which keep the answers: it is asked once for all who ask the same.</summary>
internal sealed class SemanticTier(SemanticCache cache)
{
    public SemanticCache Cache => cache;

    /// <summary>Looks for the answer to a question that means the same.</summary>
    /// <param name="request">The request, of which everything but the question must be the same.</param>
    /// <param name="exact">Finds the answer to the very question that is stored.</param>
    /// <param name="cancellationToken">A token that cancels the look-up.</param>
    /// <returns>The answer and how it was found; <see langword="null"/> where there is none, or where none may be served.</returns>
    public async ValueTask<(CachedAnswer Answer, SemanticLookup Match)?> FindAsync(
        FlightRequest request, Func<FlightRequest, CancellationToken, ValueTask<CachedAnswer?>> exact, CancellationToken cancellationToken)
    {
        if (QuestionOf(request, out var question) is var reason and not SemanticOutcome.Miss)
        {
            cache.Count(reason);
            return null;
        }

        var lookup = await cache.TryFindAsync(FingerprintOf(request), question, cancellationToken).ConfigureAwait(false);
        var answer = lookup.Entry is null ? null : await exact(Other(request, lookup.Entry.Text), cancellationToken).ConfigureAwait(false);
        request.Lookup = lookup = lookup.Entry is not null && answer is null ? SemanticCache.Forget(lookup) : lookup;
        cache.Conclude(lookup, request.Context.RequestId);
        return answer is not null && lookup.Outcome is SemanticOutcome.Hit ? (answer, lookup) : null;
    }

    /// <summary>Takes a question whose answer the exact tiers have stored.</summary>
    public void Store(FlightRequest request, CachedAnswer answer)
    {
        if (request.Lookup is { } lookup)
        {
            cache.Store(lookup, answer.StaleUntil);
        }
        else if (!request.LooksUp && cache.IsOn && QuestionOf(request, out var question) is SemanticOutcome.Miss)
        {
            _ = cache.StoreAsync(FingerprintOf(request), question, answer.StaleUntil);
        }
    }

    private SemanticOutcome QuestionOf(FlightRequest request, out string question)
    {
        question = "";
        return request.FingerprintLength < 0 ? SemanticOutcome.Content : SemanticEligibility.FindQuestion(request.Messages, request.Options, cache.Options, out question);
    }

    // After an invalidation the questions asked before it are in a group that nobody asks any more.
    private static byte[] FingerprintOf(FlightRequest request)
    {
        var fingerprint = new byte[sizeof(ulong) + request.FingerprintLength];
        BinaryPrimitives.WriteUInt64LittleEndian(fingerprint, request.Epoch);
        request.Key.Bytes.AsSpan(0, request.FingerprintLength).CopyTo(fingerprint.AsSpan(sizeof(ulong)));
        return fingerprint;
    }

    private static FlightRequest Other(FlightRequest request, string question) =>
        request with { Key = CacheKey.WithText(request.Key.Bytes.AsSpan(0, request.FingerprintLength), question) };
}
