namespace AiGateway.Client.Wire.Tests;

/// <summary>A server and a plain HTTP client for each test.</summary>
public abstract class WireServerTest
{
    private protected WireServer Server { get; private set; } = null!;

    private protected WireClient Client { get; private set; } = null!;

    [SetUp]
    public async Task StartAsync()
    {
        Server = await WireServer.StartAsync();
        Client = new WireClient(Server);
    }

    [TearDown]
    public async Task StopAsync()
    {
        Client.Dispose();
        await Server.DisposeAsync();
    }
}
