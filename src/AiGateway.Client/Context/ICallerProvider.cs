namespace AiGateway.Client.Context;

/// <summary>Establishes who is asking, from whatever the host knows: an HTTP user, a queue message, a tenant in scope.</summary>
public interface ICallerProvider
{
    /// <summary>Establishes the caller of one request.</summary>
    /// <param name="claimed">The caller named in the request's options; <see langword="null"/> when none is. Trust it only if the host allows that.</param>
    /// <param name="cancellationToken">The request's cancellation token.</param>
    /// <returns>The caller; <see langword="null"/> for an anonymous one.</returns>
    ValueTask<GatewayCaller?> GetCallerAsync(GatewayCaller? claimed, CancellationToken cancellationToken);
}
