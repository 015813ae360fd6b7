using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace AiGateway.Client.Benchmarks;

/// <summary>Entry and routing over one target, nothing else on: the price of having a gateway at all.</summary>
public class EntryBenchmarks : ChatClientBenchmarks
{
    protected override IChatClient CreateRival(Func<IChatClient> bare) => new OrderedFailoverChatClient([bare()]);

    protected override ServiceProvider CreateGateway(Func<IChatClient> bare) => new ServiceCollection().AddAiGateway(options =>
    {
        options.Providers["bare"] = new() { Type = "Bare" };
        options.Routes["chat"] = new()
        {
            Targets = { ["main"] = new() { Provider = "bare", Model = "m" } },
            Breaker = { Enabled = false },
            Timeouts = { Total = TimeSpan.Zero, Attempt = TimeSpan.Zero, Idle = TimeSpan.Zero },
        };
    }).AddProvider("Bare", (_, _) => bare()).Services.BuildServiceProvider();
}
