namespace AiGateway.Client.Caching;

/// <summary>Finds answers to questions that mean the same. It is asked after the exact tiers, once for all who ask the same.</summary>
internal interface ISemanticTier
{
    /// <summary>Looks for an answer. The bytes of the key before its last user text must be the same; a failure is a miss.</summary>
    /// <returns>The answer and the similarity of its question; <see langword="null"/> where there is none.</returns>
    ValueTask<(CachedAnswer Answer, double Score)?> FindAsync(FlightRequest request, CancellationToken cancellationToken);

    /// <summary>Takes an answer that the exact tiers have stored.</summary>
    void Store(FlightRequest request, CachedAnswer answer);
}
