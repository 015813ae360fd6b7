using AiGateway.Client.Auditing;
using AiGateway.Client.Context;
using AiGateway.Client.Sql.Auditing;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace AiGateway.Client.Tests.Auditing;

/// <summary>Serves requests without end, says how many records are written, and waits to be killed.</summary>
internal static class AuditedProcess
{
    public const string Argument = "audit";

    private const int Callers = 8;

    public static string DatabaseOf(string folder) => $"Data Source={Path.Combine(folder, "audit.db")};Pooling=False";

    public static async Task RunAsync(string folder)
    {
        await using var source = SqliteFactory.Instance.CreateDataSource(DatabaseOf(folder));
        await using var services = new ServiceCollection().AddAiGateway(options =>
        {
            options.Providers["sim"] = new Testing.SimulatedProviderOptions { Type = "Simulated" };
            options.Routes["chat"] = new() { Targets = { ["main"] = new() { Provider = "sim", Model = "m" } } };
            (options.Auditing.File.Path, options.Auditing.CheckpointInterval) = (folder, 50);
        }).AddSimulated().AddAuditSink(new SqlAuditSink(source)).AddAuditSink(new Announcement()).Services.BuildServiceProvider();
        var chat = services.GetRequiredService<IChatClient>();
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(() => AskAsync(chat, caller))));
    }

    private static async Task AskAsync(IChatClient chat, int caller)
    {
        for (var i = 0; ; i++)
        {
            var options = new GatewayChatOptions { Caller = new GatewayCaller { Tenant = $"tenant-{caller}", User = $"u{i % 10}" } };
            if (i % 2 == 0)
            {
                await chat.GetResponseAsync("Hi", options);
            }
            else
            {
                await chat.GetStreamingResponseAsync("Hi", options).ToChatResponseAsync();
            }
        }
    }

    /// <summary>Comes after the other sinks, so that what it announces is in all of them.</summary>
    private sealed class Announcement : IAuditSink
    {
        public ValueTask WriteAsync(AuditBatch batch, CancellationToken cancellationToken)
        {
            Console.WriteLine(batch.Entries.Count == 0 ? "end" : batch.Entries[^1].Sequence.ToString(System.Globalization.CultureInfo.InvariantCulture));
            return default;
        }

        public ValueTask<int> DeleteAsync(DateTimeOffset before, CancellationToken cancellationToken) => default;
    }
}
