using AiGateway.Client.Wire;
using Microsoft.Extensions.DependencyInjection;

namespace GatewayHost.Tests;

/// <summary>For each test an upstream that speaks OpenAI's protocol, and the host before it.</summary>
public abstract class WireHostTest
{
    private protected WireServer Upstream { get; private set; } = null!;

    private protected TestHost Host { get; private set; } = null!;

    [SetUp]
    public async Task StartAsync()
    {
        Upstream = await WireServer.StartAsync();
        Host = await TestHost.StartAsync(Upstream, Customize);
    }

    [TearDown]
    public async Task StopAsync()
    {
        await Host.DisposeAsync();
        await Upstream.DisposeAsync();
    }

    private protected virtual void Customize(IAiGatewayBuilder gateway)
    {
    }
}
