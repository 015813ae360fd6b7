using AiGateway.Client.Metering;

namespace AiGateway.Client.Sql.Schema;

/// <summary>A column of the ledger and where its value comes from: a whole number or a text.</summary>
internal sealed record LedgerColumn(string Name, Func<UsageRecord, long>? Number, Func<UsageRecord, string?>? Text);
