using AiGateway.Client.Context;

namespace AiGateway.Client.Pipeline;

/// <summary>Keeps one record of every request that enters the pipeline, however it ends.</summary>
internal interface IRequestAuditor
{
    /// <summary>Makes room for the record, before anything is done for the request.</summary>
    /// <exception cref="GatewayRejectedException">There is none, and requests are not served without.</exception>
    ValueTask OpenAsync(GatewayContext context, bool streamed, CancellationToken cancellationToken);

    /// <summary>Finds the key of the caller, once it is known who that is.</summary>
    /// <exception cref="GatewayRejectedException">The key cannot be had.</exception>
    ValueTask IdentifyAsync(GatewayContext context, CancellationToken cancellationToken);

    /// <summary>Hands the record over. Does nothing for a request that was never opened.</summary>
    void Close(GatewayContext context, GatewayResult result, Exception? exception);
}
