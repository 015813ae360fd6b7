using AiGateway.Client.Auditing;
using AiGateway.Client.Sql.Schema;
using AiGateway.Client.Sql.Writing;

namespace AiGateway.Client.Sql.Auditing;

/// <summary>An entry as a row: the line itself, which the chain is made of, and beside it what people search by.</summary>
internal readonly record struct AuditRow(AuditEntry Entry, DateTimeOffset At)
{
    public static readonly Table<AuditRow> Table = new("aigateway_audit", "writer",
    [
        Column<AuditRow>.Of("at_us", row => LedgerUnits.ToMicroseconds(row.At)),
        Column<AuditRow>.Of("request_id", row => LedgerText.Clean(row.Entry.Record.RequestId)),
        Column<AuditRow>.Of("tenant", row => LedgerText.CleanOrNull(row.Entry.Record.Tenant)),
        Column<AuditRow>.Of("app", row => LedgerText.CleanOrNull(row.Entry.Record.Application)),
        Column<AuditRow>.Of("user_name", row => LedgerText.CleanOrNull(row.Entry.Record.User)),
        Column<AuditRow>.Of("route", row => LedgerText.Clean(row.Entry.Record.Route)),
        Column<AuditRow>.Of("outcome", row => Names.Of(row.Entry.Record.Outcome)),
        Column<AuditRow>.Of("entry", row => System.Text.Encoding.UTF8.GetString(row.Entry.Line.Span)),
    ]);
}
