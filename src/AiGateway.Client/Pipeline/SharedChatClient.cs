using Microsoft.Extensions.AI;

namespace AiGateway.Client.Pipeline;

/// <summary>Keeps the disposal of one pipeline from reaching a client that others share.</summary>
internal sealed class SharedChatClient(IChatClient innerClient) : DelegatingChatClient(innerClient)
{
    protected override void Dispose(bool disposing) => base.Dispose(disposing: false);
}
