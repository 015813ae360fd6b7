using AiGateway.Client.Telemetry;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Configuration;

/// <summary>The client that applications hold: stable for the life of the gateway, it takes the current snapshot at the start of each call.</summary>
internal sealed class RouteChatClient(GatewayRuntime gateway, string? route) : IChatClient
{
    public Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(messages);
        GatewaySnapshot snapshot;
        Task<ChatResponse> answer;
        try
        {
            answer = Lease(out snapshot).GetResponseAsync(messages, options, cancellationToken);
        }
        catch (Exception exception)
        {
            return Task.FromException<ChatResponse>(exception);
        }

        if (!answer.IsCompleted)
        {
            return ReleaseAfterAsync(answer, snapshot);
        }

        // An answer that is there already needs no task of its own.
        snapshot.Release();
        return answer;
    }

    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(messages);
        return new LeasedStream(this, messages, options, cancellationToken);
    }

    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        if (serviceKey is null && serviceType == typeof(ChatClientMetadata))
        {
            return new ChatClientMetadata(GatewayTelemetry.ProviderName, null, route ?? gateway.Current.Options.ResolvedDefaultRoute);
        }

        return serviceKey is null && serviceType.IsInstanceOfType(this) ? this
            : serviceKey is null && serviceType.IsInstanceOfType(gateway) ? gateway
            : gateway.Current.GetPipeline(route).GetService(serviceType, serviceKey);
    }

    /// <summary>Does nothing: the gateway owns the clients, and other parts of the application share this one.</summary>
    public void Dispose()
    {
    }

    private static async Task<ChatResponse> ReleaseAfterAsync(Task<ChatResponse> answer, GatewaySnapshot snapshot)
    {
        try
        {
            return await answer.ConfigureAwait(false);
        }
        finally
        {
            snapshot.Release();
        }
    }

    /// <summary>Leases the current snapshot and finds the route's pipeline in it.</summary>
    internal IChatClient Lease(out GatewaySnapshot snapshot)
    {
        snapshot = gateway.Lease();
        try
        {
            return snapshot.GetPipeline(route);
        }
        catch
        {
            snapshot.Release();
            throw;
        }
    }
}
