using Microsoft.Extensions.AI;

namespace AiGateway.Client.Providers;

/// <summary>A provider made from a delegate: any chat client that the application brings.</summary>
internal sealed class DelegateChatProvider(string type, Func<ProviderContext, string, IChatClient> createClient) : IChatProvider
{
    public string Type => type;

    public IChatClient CreateClient(ProviderContext context, string model) => createClient(context, model);
}
