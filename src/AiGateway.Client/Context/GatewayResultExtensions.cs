using AiGateway.Client.Context;

namespace Microsoft.Extensions.AI;

/// <summary>Finds the gateway's result and context on Microsoft.Extensions.AI types.</summary>
public static class GatewayResultExtensions
{
    /// <summary>Gets what happened to the request that this response answers.</summary>
    /// <param name="response">A response of the gateway, or one assembled from its updates.</param>
    /// <returns>The result.</returns>
    /// <exception cref="InvalidOperationException">The response did not come through the gateway.</exception>
    public static GatewayResult GetGatewayResult(this ChatResponse response)
    {
        ArgumentNullException.ThrowIfNull(response);
        return Find(response.AdditionalProperties) ?? throw new InvalidOperationException(
            "The response carries no gateway result: it did not come through the gateway, or it was assembled from a stream that was not read to its end.");
    }

    /// <summary>Gets what happened to the streamed request, if this is its last update.</summary>
    /// <param name="update">An update of the gateway.</param>
    /// <returns>The result on the last update; <see langword="null"/> on every other.</returns>
    public static GatewayResult? GetGatewayResult(this ChatResponseUpdate update)
    {
        ArgumentNullException.ThrowIfNull(update);
        return Find(update.AdditionalProperties);
    }

    /// <summary>Gets the state of the request that these options belong to. For decorators within the gateway's pipeline.</summary>
    /// <param name="options">The options that a decorator received.</param>
    /// <returns>The context; <see langword="null"/> outside a gateway request.</returns>
    public static GatewayContext? GetGatewayContext(this ChatOptions? options) => (options as GatewayChatOptions)?.Context;

    internal static AdditionalPropertiesDictionary With(this AdditionalPropertiesDictionary? properties, GatewayResult result)
    {
        properties ??= [];
        properties[GatewayResult.PropertyName] = result;
        return properties;
    }

    private static GatewayResult? Find(AdditionalPropertiesDictionary? properties) =>
        properties is not null && properties.TryGetValue(GatewayResult.PropertyName, out var value) ? value as GatewayResult : null;
}
