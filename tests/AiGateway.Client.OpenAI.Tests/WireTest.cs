using AiGateway.Client.Wire;

namespace AiGateway.Client.Tests;

/// <summary>A loopback server, and one for the backup, for each test.</summary>
public abstract class WireTest
{
    private protected WireServer Server { get; private set; } = null!;

    private protected WireServer Backup { get; private set; } = null!;

    [SetUp]
    public async Task StartAsync()
    {
        Server = await WireServer.StartAsync();
        Backup = await WireServer.StartAsync();
        Backup.Default = WireReply.Text("Hello from ", "the backup.");
    }

    [TearDown]
    public async Task StopAsync()
    {
        await Server.DisposeAsync();
        await Backup.DisposeAsync();
    }
}
