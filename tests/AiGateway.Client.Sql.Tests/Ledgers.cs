using AiGateway.Client.Context;
using AiGateway.Client.Metering;
using AiGateway.Client.Sql;
using AiGateway.Client.Tests.Servers;
using Microsoft.Extensions.Logging;

namespace AiGateway.Client.Tests;

/// <summary>Ledgers and records for tests.</summary>
internal static class Ledgers
{
    public static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static SqlLedger Create(TestDatabase database, TimeProvider time, RecordingLogger? log = null, Action<SqlLedgerOptions>? configure = null)
    {
        var options = new SqlLedgerOptions();
        configure?.Invoke(options);
        using var logging = new LoggerFactory([log ?? new RecordingLogger()]);
        return new SqlLedger(database.Source, options, time, logging);
    }

    public static UsageRecord Record(decimal cost = 0.001m, DateTimeOffset? time = null, GatewayCaller? caller = null, string id = "r", string model = "gpt-5-mini") => new()
    {
        Time = time ?? Start,
        RequestId = id,
        Route = "chat",
        Target = "main",
        Caller = caller ?? GatewayCaller.Anonymous,
        Provider = "openai",
        Model = model,
        ResponseModel = $"{model}-2025-08-07",
        Usage = new TokenUsage { Input = 100, CacheRead = 20, CacheWrite = 3, CacheWrite1h = 4, AudioInput = 5, Output = 60, Reasoning = 7, AudioOutput = 8, Requests = 1, Searches = 2 },
        Cost = cost,
        PriceConfidence = Metering.PriceConfidence.ThreeAgree,
    };
}
