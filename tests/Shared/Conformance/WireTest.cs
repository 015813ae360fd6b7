using AiGateway.Client.Wire;
using Microsoft.Extensions.DependencyInjection;

namespace AiGateway.Client.Tests.Conformance;

/// <summary>A loopback server, and one for the backup, for each test of an adapter over the wire.</summary>
public abstract class WireTest(WireAdapter adapter)
{
    private protected const string BackupText = "Hello from the backup.";

    private protected WireAdapter Adapter => adapter;

    private protected WireServer Server { get; private set; } = null!;

    private protected WireServer Backup { get; private set; } = null!;

    // The first call of a process pays for its compilation, for which the short time limits of the tests are not meant.
    [OneTimeSetUp]
    public async Task WarmUpAsync()
    {
        await StartAsync();
        await using (var gateway = Alone())
        {
            await gateway.Client.AskAsync(streamed: false);
            await gateway.Client.AskAsync(streamed: true);
        }

        await StopAsync();
    }

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

    /// <summary>Waits until the server has nothing left to answer, and makes sure that it was the client who went.</summary>
    /// <remarks>On a machine under load the client may have gone before the server saw its request; more than one is never sent.</remarks>
    private protected async Task AssertLetGoAsync()
    {
        await Server.WhenNoRequestsAsync();
        Assert.That(Server.Requests, Has.Count.LessThanOrEqualTo(1));
        foreach (var request in Server.Requests)
        {
            Assert.That(await request.Ended, Is.EqualTo(WireEnding.ClientAborted));
        }
    }

    /// <summary>Makes a gateway with one target, which is asked once.</summary>
    /// <param name="provider">Settings of the provider that differ; <see langword="null"/> removes one.</param>
    /// <param name="configure">Adds services, and what the gateway needs of them.</param>
    /// <param name="route">Settings of the route.</param>
    private protected WireGateway Alone(
        Dictionary<string, string?>? provider = null, Action<IServiceCollection, IAiGatewayBuilder>? configure = null, Dictionary<string, string?>? route = null) =>
        new(Adapter, [Server], provider, route, configure);

    /// <summary>Makes a gateway with a target and a backup, each of which is asked once.</summary>
    private protected WireGateway WithBackup(Action<IServiceCollection, IAiGatewayBuilder>? configure = null, Dictionary<string, string?>? route = null) =>
        new(Adapter, [Server, Backup], null, route, configure);
}
