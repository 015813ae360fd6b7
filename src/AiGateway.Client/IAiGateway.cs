using AiGateway.Client.Pipeline;
using AiGateway.Client.Resilience;
using Microsoft.Extensions.AI;

namespace AiGateway.Client;

/// <summary>The gateway: governed chat clients by route, and the state of their targets.</summary>
public interface IAiGateway
{
    /// <summary>Gets the names of the configured routes.</summary>
    IReadOnlyList<string> Routes { get; }

    /// <summary>Gets the version (hash) of the configuration in use. Equal on every instance that has the same configuration; keys do not enter it.</summary>
    string ConfigurationVersion { get; }

    /// <summary>Gets what has been seen of every configured target. It survives reloads.</summary>
    IReadOnlyList<TargetHealth> Health { get; }

    /// <summary>Gets what has been seen of the targets that serve a route, by priority. Those that only get copies of its requests are not among them.</summary>
    /// <param name="route">The route's name or alias; <see langword="null"/> for the default route.</param>
    /// <returns>The targets.</returns>
    /// <exception cref="GatewayRejectedException">There is no such route; the message lists those there are.</exception>
    IReadOnlyList<TargetHealth> GetHealth(string? route = null);

    /// <summary>Gets the chat client of a route. It is the same for the life of the gateway and follows every reload.</summary>
    /// <param name="route">The route's name or alias; <see langword="null"/> for the default route.</param>
    /// <returns>The client. Disposing it does nothing.</returns>
    /// <exception cref="GatewayRejectedException">There is no such route; the message lists those there are.</exception>
    IChatClient GetChatClient(string? route = null);

    /// <summary>Finds out what the gateway would do with a request, stage by stage, without asking any provider and without counting it.</summary>
    /// <param name="messages">The messages of the request.</param>
    /// <param name="options">Its options.</param>
    /// <param name="cancellationToken">A token that cancels the question.</param>
    /// <returns>Policies and their decisions, redactions, what the cache would say, limits, the targets in the order in which they would be tried, those left out with the reasons, and costs.</returns>
    /// <exception cref="GatewayRejectedException">There is no such route, or no target may serve the request.</exception>
    Task<GatewayPlan> ExplainAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default);
}
