using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace AiGateway.Client.Benchmarks;

/// <summary>Full routing over three targets with health, breaker and all time limits, beside a hand-written Polly pipeline of retry, breaker and time-out.</summary>
public class RoutingBenchmarks : ChatClientBenchmarks
{
    protected override IChatClient CreateRival(Func<IChatClient> bare) => new PollyChatClient(bare());

    protected override ServiceProvider CreateGateway(Func<IChatClient> bare) => new ServiceCollection().AddAiGateway(options =>
    {
        options.Providers["bare"] = new() { Type = "Bare" };
        options.Routes["chat"] = new()
        {
            Targets =
            {
                ["main"] = new() { Provider = "bare", Model = "a" },
                ["second"] = new() { Provider = "bare", Model = "b", Priority = 1 },
                ["third"] = new() { Provider = "bare", Model = "c", Priority = 2 },
            },
            Timeouts = { FirstToken = TimeSpan.FromSeconds(10) },
        };
    }).AddProvider("Bare", (_, _) => bare()).Services.BuildServiceProvider();
}
