namespace AiGateway.Client.Tests;

/// <summary>One server for all tests that do not stop it.</summary>
[SetUpFixture]
public sealed class SharedServer
{
    private static readonly SemaphoreSlim Starting = new(1);
    private static Servers.PostgreSqlServer? _server;

    internal static async Task<Servers.PostgreSqlServer> GetAsync()
    {
        await Starting.WaitAsync();
        try
        {
            return _server ??= await Servers.PostgreSqlServer.StartNewAsync();
        }
        finally
        {
            Starting.Release();
        }
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }
}
