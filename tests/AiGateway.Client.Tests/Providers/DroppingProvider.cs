using AiGateway.Client.Providers;
using AiGateway.Client.Resilience;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Tests.Providers;

/// <summary>An adapter over a fake client that drops some options and knows some capabilities.</summary>
internal sealed class DroppingProvider(IChatClient client) : IChatProvider
{
    public string Type => "Dropping";

    public IChatClient CreateClient(ProviderContext context, string model) => client;

    public ProviderCapabilities GetCapabilities(ProviderContext context, string model) => new() { Tools = false, ContextWindow = 8192 };

    public IReadOnlyList<string> GetDroppedOptions(ProviderContext context, string model, ChatOptions options) =>
        (ChatOptionKinds.TopK | ChatOptionKinds.Seed).FindIn(options);

    public ProviderFailure? Classify(Exception exception, ResponseCapture? response) => null;
}
