using Microsoft.Extensions.Logging;

namespace AiGateway.Client.Sql.Writing;

/// <summary>What the writer does between batches: looks for crashed instances, and deletes what is too old.</summary>
internal sealed class LedgerUpkeep(LedgerDatabase database, SqlLedgerOptions options, TimeProvider time, ILogger logger)
{
    // Batches are written in between, so the steps at a time are few.
    private const int Steps = 10;

    private DateTimeOffset _nextLook = DateTimeOffset.MinValue;
    private DateTimeOffset _nextDelete = DateTimeOffset.MinValue;
    private long _deleted;

    /// <summary>After an outage everybody has been silent: they get the time to say that they are alive.</summary>
    public void OnFailed() => _nextLook = time.GetUtcNow() + (options.HeartbeatInterval * LedgerWriter.StaleHeartbeats);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (now >= _nextLook)
        {
            _nextLook = now + options.HeartbeatInterval;
            foreach (var instance in await database.TakeLostAsync(cancellationToken).ConfigureAwait(false))
            {
                SqlLedgerLog.InstanceLost(logger, instance.Id, instance.Written, instance.Accepted, instance.LastSeen, instance.Accepted - instance.Written);
            }
        }

        if (options.Retention is { } retention && now >= _nextDelete)
        {
            await DeleteAsync(now, now - retention, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task DeleteAsync(DateTimeOffset now, DateTimeOffset before, CancellationToken cancellationToken)
    {
        for (var step = 0; step < Steps; step++)
        {
            var count = await database.DeleteAsync(before, options.RetentionBatchSize, cancellationToken).ConfigureAwait(false);
            _deleted += count;
            if (count < options.RetentionBatchSize)
            {
                Finish(now, before);
                return;
            }
        }
    }

    private void Finish(DateTimeOffset now, DateTimeOffset before)
    {
        _nextDelete = now + options.RetentionInterval;
        if (_deleted > 0)
        {
            SqlLedgerLog.Expired(logger, _deleted, before);
            _deleted = 0;
        }
    }
}
