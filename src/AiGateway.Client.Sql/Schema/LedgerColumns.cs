using AiGateway.Client.Metering;
using AiGateway.Client.Sql.Writing;

namespace AiGateway.Client.Sql.Schema;

/// <summary>What a row has besides its key, in the order in which it is written.</summary>
internal static class LedgerColumns
{
    public static readonly Column<UsageRecord>[] All =
    [
        Number("time_us", record => LedgerUnits.ToMicroseconds(record.Time)),
        Text("request_id", record => LedgerText.Clean(record.RequestId)),
        Text("route", record => LedgerText.Clean(record.Route)),
        Text("target", record => LedgerText.Clean(record.Target)),
        Text("provider", record => LedgerText.Clean(record.Provider)),
        Text("model", record => LedgerText.Clean(record.Model)),
        Text("response_model", record => LedgerText.CleanOrNull(record.ResponseModel)),
        Text("kind", record => Names.Of(record.Kind)),
        Text("outcome", record => Names.Of(record.Outcome)),
        Text("tenant", record => LedgerText.CleanOrNull(record.Caller.Tenant)),
        Text("user_name", record => LedgerText.CleanOrNull(record.Caller.User)),
        Text("app", record => LedgerText.CleanOrNull(record.Caller.Application)),
        Text("tags", record => LedgerText.Json(record.Tags)) with { IsJson = true },
        Text("status", record => Names.Of(record.Status)),
        Number("cost_nano", record => LedgerUnits.ToNanos(record.Cost)),
        Number("saved_nano", record => LedgerUnits.ToNanos(record.SavedCost)),
        Text("cost_source", record => Names.Of(record.CostSource)),
        Text("price_confidence", record => record.PriceConfidence is { } confidence ? Names.Of(confidence) : null),
        Number("input_tokens", record => record.Usage.Input),
        Number("cache_read_tokens", record => record.Usage.CacheRead),
        Number("cache_write_tokens", record => record.Usage.CacheWrite),
        Number("cache_write_1h_tokens", record => record.Usage.CacheWrite1h),
        Number("audio_input_tokens", record => record.Usage.AudioInput),
        Number("output_tokens", record => record.Usage.Output),
        Number("reasoning_tokens", record => record.Usage.Reasoning),
        Number("audio_output_tokens", record => record.Usage.AudioOutput),
        Number("requests", record => record.Usage.Requests),
        Number("searches", record => record.Usage.Searches),
    ];

    public static readonly Table<UsageRecord> Table = new("aigateway_usage", "instance_id", All);

    private static Column<UsageRecord> Number(string name, Func<UsageRecord, long> value) => Column<UsageRecord>.Of(name, value);

    private static Column<UsageRecord> Text(string name, Func<UsageRecord, string?> value) => Column<UsageRecord>.Of(name, value);
}
