using System.Collections.Concurrent;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Routing.Tracing;

/// <summary>The clients that write signals, one for each provider and address, whatever configuration is in use.</summary>
/// <remarks>
/// Each has a meter of its own. To dispose it with a configuration would end the metrics of the next one, too, which exporters take for the same;
/// to make one anew with each would let them grow without end.
/// </remarks>
internal sealed class GenAIClients : IDisposable
{
    private readonly ConcurrentDictionary<(string? Provider, Uri? Origin, bool Sensitive), Lazy<GenAITelemetry>> _clients = new();

    /// <summary>Lets somebody see the attempts of a provider's client.</summary>
    public IChatClient Wrap(IChatClient client, GenAISubject subject, bool sensitive)
    {
        var metadata = client.GetService<ChatClientMetadata>();
        var origin = metadata?.ProviderUri is { IsAbsoluteUri: true } address ? new Uri(address.GetLeftPart(UriPartial.Authority)) : null;
        var telemetry = _clients.GetOrAdd((metadata?.ProviderName, origin, sensitive), static key => new Lazy<GenAITelemetry>(
            () => GenAITelemetry.Create(new ChatClientMetadata(key.Provider, key.Origin), key.Sensitive)));
        return new GenAIChatClient(client, telemetry.Value, subject);
    }

    public void Dispose()
    {
        foreach (var client in _clients.Values)
        {
            client.Value.Dispose();
        }
    }
}
