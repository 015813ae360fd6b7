using AiGateway.Client.Context;
using AiGateway.Client.Pipeline;
using AiGateway.Client.Sql;
using AiGateway.Client.Sql.Reports;
using AiGateway.Client.Tests.Servers;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace AiGateway.Client.Tests.History;

/// <summary>A gateway over simulated providers with a ledger. Making another one on the same database is a restart.</summary>
internal sealed class LedgerGateway : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    public LedgerGateway(TestDatabase database, FakeTimeProvider time, string settings, RecordingLogger? log = null, Action<SqlLedgerOptions>? configure = null)
    {
        using var json = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(settings));
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(time);
        services.AddLogging(logging => logging.AddProvider(log ?? new RecordingLogger()));
        services.AddAiGateway(new ConfigurationBuilder().AddJsonStream(json).Build().GetSection("AiGateway")).AddSimulated().AddSqlLedger(database.Source, configure ?? (_ => { }));
        _services = services.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true, ValidateOnBuild = true });
    }

    /// <summary>Gets the cost of every attempt that any call was told of, in nano-dollars.</summary>
    public long Settled { get; private set; }

    public ICostLedger Reports => _services.GetRequiredService<ICostLedger>();

    public SqlLedger Ledger => _services.GetRequiredService<SqlLedger>();

    public async Task<GatewayResult> AskAsync(bool streamed, GatewayChatOptions? options = null, int updates = int.MaxValue, CancellationToken cancellationToken = default)
    {
        GatewayResult? result = null;
        options ??= new GatewayChatOptions();
        options.MaxOutputTokens ??= 1;
        options.OnCompleted = completed => result = completed;
        var chat = _services.GetRequiredService<IChatClient>();
        try
        {
            if (streamed)
            {
                await ReadAsync(chat.GetStreamingResponseAsync("Hi there", options, cancellationToken), updates);
            }
            else
            {
                await chat.GetResponseAsync("Hi there", options, cancellationToken);
            }
        }
        catch (Exception exception) when (exception is (AiGatewayException and not GatewayRejectedException) or OperationCanceledException)
        {
            // The result says the same.
        }

        Settled += result!.Attempts.Sum(attempt => (long)(attempt.Cost * 1_000_000_000m));
        return result;
    }

    public static GatewayChatOptions By(string? tenant = null, string? user = null, string? app = null, string? feature = null) => new()
    {
        Caller = new GatewayCaller { Tenant = tenant, User = user, Application = app },
        Tags = feature is null ? null : new Dictionary<string, string> { ["feature"] = feature },
    };

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private static async Task ReadAsync(IAsyncEnumerable<ChatResponseUpdate> stream, int updates)
    {
        await foreach (var _ in stream)
        {
            if (--updates == 0)
            {
                break;
            }
        }
    }
}
