namespace AiGateway.Client.Caching;

/// <summary>The answers that are kept.</summary>
public interface IGatewayCache
{
    /// <summary>Gets the number of answers in memory.</summary>
    int Count { get; }

    /// <summary>Gets the bytes that the answers in memory and their keys take.</summary>
    long Bytes { get; }

    /// <summary>Makes answers unfindable, also those that are still being fetched.</summary>
    /// <param name="scope">Which answers.</param>
    /// <param name="cancellationToken">A token that cancels the wait.</param>
    /// <returns>A task that ends when no request finds them any more.</returns>
    ValueTask InvalidateAsync(CacheScope scope, CancellationToken cancellationToken = default);
}
