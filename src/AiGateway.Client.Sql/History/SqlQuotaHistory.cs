using System.Globalization;
using AiGateway.Client.Context;
using AiGateway.Client.Quotas;
using AiGateway.Client.Sql.Reports;
using AiGateway.Client.Sql.Writing;

namespace AiGateway.Client.Sql.History;

/// <summary>What limits have used before this run, from the ledger. What this run writes is left out: the counters have it already.</summary>
internal sealed class SqlQuotaHistory(SqlLedger ledger) : IQuotaHistory
{
    private const string Cost = "CAST(COALESCE(SUM(u.cost_nano), 0) AS BIGINT)";
    private const string Tokens = """
        CAST(COALESCE(SUM(u.input_tokens + u.cache_read_tokens + u.cache_write_tokens + u.cache_write_1h_tokens + u.audio_input_tokens
            + u.output_tokens + u.reasoning_tokens + u.audio_output_tokens), 0) AS BIGINT)
        """;

    private int _isReported;

    public bool IsRequired => ledger.Options.HistoryFailure is HistoryFailureMode.Refuse;

    public async ValueTask<long> GetUsedAsync(QuotaHistoryQuery query, CancellationToken cancellationToken = default)
    {
        if (!ledger.Options.ContinueLimits)
        {
            return 0;
        }

        using var limit = new CancellationTokenSource(ledger.Options.HistoryTimeout, ledger.Time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            // A driver that does not listen is left to itself.
            var used = await Task.Run(() => ReadAsync(query, linked.Token), linked.Token).WaitAsync(linked.Token).ConfigureAwait(false);
            Volatile.Write(ref _isReported, 0);
            return used;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            Report(limit.IsCancellationRequested ? new TimeoutException() : exception);
            throw;
        }
    }

    private async Task<long> ReadAsync(QuotaHistoryQuery query, CancellationToken cancellationToken)
    {
        var connection = await ledger.Database.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using var owned = connection.ConfigureAwait(false);
        var statement = new CostStatement(ledger.Database.Dialect, query.Period.Start, query.Period.End).ExceptInstance(ledger.Database.Instance).And("u.status <> 'CacheHit'");
        if (!query.IsByTarget)
        {
            statement.And("u.kind <> 'Shadow'");
        }

        foreach (var (kind, value) in query.Partition)
        {
            statement.Where(CostDimension.Parse(kind)[0], value);
        }

        var command = statement.Select(connection, query.Unit is LimitUnit.Usd ? Cost : Tokens);
        await using var ownedCommand = command.ConfigureAwait(false);
        return Convert.ToInt64(await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false), CultureInfo.InvariantCulture);
    }

    private void Report(Exception exception)
    {
        if (Interlocked.Exchange(ref _isReported, 1) == 0)
        {
            SqlLedgerLog.HistoryUnavailable(ledger.Logger, Faults.Describe(exception), ledger.Options.HistoryFailure);
        }
    }
}
