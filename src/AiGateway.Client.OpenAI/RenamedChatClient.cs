using Microsoft.Extensions.AI;

namespace AiGateway.Client.Providers;

/// <summary>Says who really answers: the SDK calls every endpoint that it talks to "openai".</summary>
internal sealed class RenamedChatClient(IChatClient innerClient, string providerName) : DelegatingChatClient(innerClient)
{
    public override object? GetService(Type serviceType, object? serviceKey = null)
    {
        var service = base.GetService(serviceType, serviceKey);
        return service is ChatClientMetadata metadata && serviceType == typeof(ChatClientMetadata)
            ? new ChatClientMetadata(providerName, metadata.ProviderUri, metadata.DefaultModelId)
            : service;
    }
}
