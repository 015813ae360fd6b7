using System.Globalization;
using System.Security.Cryptography;
using AiGateway.Client.Quotas;
using StackExchange.Redis;

namespace AiGateway.Client.Redis;

/// <summary>Counts in Redis, for all processes that use the same one. A reservation over any number of limits is one script and one round trip; the time is the server's.</summary>
/// <remarks>It throws <see cref="QuotaStoreException"/> when Redis does not answer. The gateway then goes on as <see cref="QuotaRule.OnStoreFailure"/> says.</remarks>
public sealed class RedisQuotaStore : IQuotaStore, IDisposable, IAsyncDisposable
{
    // Another try finds the window of the server's time, or gives back more leases: neither needs many.
    private const int MostTries = 100;
    private const int HeaderLength = 4;
    private const int SettledHeaderLength = 2;

    private static readonly string ProcessId = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
    private static long _lastNumber;

    private readonly RedisConnection _connection;
    private readonly RedisQuotaOptions _options;
    private readonly RedisKeys _keys;
    private readonly TimeProvider _time;
    private readonly Orphans _orphans;
    private long _offset;

    /// <summary>Initializes a new instance of the <see cref="RedisQuotaStore"/> class.</summary>
    /// <param name="connection">The application's connection; it is not closed with the store.</param>
    /// <param name="options">The options; <see langword="null"/> for the defaults.</param>
    /// <param name="timeProvider">Measures the time limits; <see langword="null"/> for the system's.</param>
    /// <exception cref="ArgumentException">An option is not valid.</exception>
    public RedisQuotaStore(IConnectionMultiplexer connection, RedisQuotaOptions? options = null, TimeProvider? timeProvider = null)
        : this(new RedisConnection(Required(connection)), options ?? new RedisQuotaOptions(), timeProvider ?? TimeProvider.System)
    {
    }

    internal RedisQuotaStore(RedisConnection connection, RedisQuotaOptions options, TimeProvider timeProvider)
    {
        List<string> failures = [];
        RedisQuotaOptionsValidator.Validate(options, failures);
        if (failures.Count > 0)
        {
            throw new ArgumentException(string.Join(Environment.NewLine, failures), nameof(options));
        }

        _connection = connection;
        _options = options;
        _keys = new RedisKeys(options.KeyPrefix);
        _time = timeProvider;
        _orphans = new Orphans(orphan => RunAsync(RedisScript.Settle, orphan.Keys, orphan.SettleArguments(Clock?.Invoke(), []), options.SettleTimeout, null, CancellationToken.None));
    }

    /// <summary>Gets or sets the clock that scripts use instead of the server's, in microseconds. For tests.</summary>
    internal Func<long>? Clock { get; set; }

    /// <inheritdoc />
    /// <exception cref="QuotaStoreException">Redis did not answer in time. If it reserves all the same, that is given back.</exception>
    public async ValueTask<QuotaDecision> ReserveAsync(QuotaLease lease, TimeSpan lifetime, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(lease);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(lifetime, TimeSpan.Zero);
        lease.ThrowIfOpen();
        var reservation = new Reservation(_keys, NextId(), lease.Charges);
        var life = Math.Max(1, lifetime.Ticks / TimeSpan.TicksPerMicrosecond);
        var keep = (long)(lifetime + _options.LateSettleTime).TotalMilliseconds;
        var reply = await RetryAsync(
            now => RunAsync(RedisScript.Reserve, reservation.Keys, reservation.ReserveArguments(Clock?.Invoke(), now, life, keep, lease.Charges),
                _options.ReserveTimeout, reservation, cancellationToken)).ConfigureAwait(false);
        return Conclude(lease, reservation, reply);
    }

    /// <inheritdoc />
    /// <exception cref="QuotaStoreException">Redis did not answer in time. The lease can be settled again: it is counted once.</exception>
    public async ValueTask<bool> SettleAsync(QuotaLease lease, QuotaAmounts used, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(lease);
        if (!(lease.IsOpen || lease.IsExpired) || lease.StoreState is not Reservation reservation)
        {
            return false;
        }

        var reply = await RunAsync(
            RedisScript.Settle, reservation.Keys, reservation.SettleArguments(Clock?.Invoke(), Amounts(lease, used)),
            _options.SettleTimeout, null, cancellationToken).ConfigureAwait(false);
        lease.TryEnd();
        if (RedisLevel.Number(reply[0]) == 0)
        {
            return false;
        }

        Report(lease, reply);
        return true;
    }

    /// <inheritdoc />
    /// <exception cref="QuotaStoreException">Redis did not answer in time.</exception>
    public async ValueTask<QuotaUsage> GetUsageAsync(QuotaRule rule, string partition, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentNullException.ThrowIfNull(partition);
        var (counter, leases) = _keys.Counter(rule, partition);
        var reply = await RetryAsync(now =>
        {
            var (start, end) = RedisTime.PeriodAt(rule.Window, now);
            return RunAsync(RedisScript.Usage, [counter, leases], [Clock?.Invoke() ?? RedisValue.EmptyString, start, end], _options.ReserveTimeout, null, cancellationToken);
        }).ConfigureAwait(false);
        var level = RedisLevel.Read(reply, HeaderLength, 0);
        return new QuotaUsage(level.Spent, level.Reserved, level.Remaining(rule.Limit, rule.Window.IsSliding, RedisLevel.Number(reply[1])));
    }

    /// <summary>Closes the connection, if the store has made it.</summary>
    public void Dispose() => _connection.Dispose();

    /// <summary>Closes the connection, if the store has made it.</summary>
    /// <returns>The end of it.</returns>
    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private static IConnectionMultiplexer Required(IConnectionMultiplexer connection)
    {
        ArgumentNullException.ThrowIfNull(connection);
        return connection;
    }

    private static string NextId() => string.Create(CultureInfo.InvariantCulture, $"{ProcessId}{Interlocked.Increment(ref _lastNumber):x}");

    private static long[] Amounts(QuotaLease lease, QuotaAmounts used)
    {
        var amounts = new long[lease.Charges.Length];
        for (var i = 0; i < amounts.Length; i++)
        {
            amounts[i] = Math.Max(0, used.Of(lease.Charges[i].Rule.Unit));
        }

        return amounts;
    }

    private static QuotaDecision Conclude(QuotaLease lease, Reservation reservation, RedisResult reply)
    {
        var now = RedisLevel.Number(reply[1]);
        var refused = (int)RedisLevel.Number(reply[2]);
        var charges = lease.Charges;
        TimeSpan? retryAfter = null;
        for (var i = 0; i < charges.Length; i++)
        {
            ref var charge = ref charges[i];
            var (level, rule) = (RedisLevel.Read(reply, HeaderLength, i), charge.Rule);
            charge.Spent = level.Spent;
            charge.Remaining = level.Remaining(rule.Limit, rule.Window.IsSliding, now);
            reservation.SetWindow(i, level.Start, level.End);
            retryAfter = i == refused ? level.RetryAfter(charge.Amount, rule.Limit, rule.Window.IsSliding, now) : retryAfter;
        }

        if (refused >= 0)
        {
            return QuotaDecision.Refuse(refused, retryAfter);
        }

        lease.StoreState = reservation;
        lease.Begin(RedisTime.ToMoment(now));
        return QuotaDecision.Grant;
    }

    private static void Report(QuotaLease lease, RedisResult reply)
    {
        var now = RedisLevel.Number(reply[1]);
        for (var i = 0; i < lease.Charges.Length; i++)
        {
            ref var charge = ref lease.Charges[i];
            var level = RedisLevel.Read(reply, SettledHeaderLength, i);
            if (!level.IsForgotten)
            {
                charge.Spent = level.Spent;
                charge.Remaining = level.Remaining(charge.Rule.Limit, charge.Rule.Window.IsSliding, now);
            }
        }
    }

    // The windows are those of the server's time as it was last heard. At their boundaries that may be wrong; the script then says what time it is.
    private async Task<RedisResult> RetryAsync(Func<long, Task<RedisResult>> run)
    {
        var now = Clock?.Invoke() ?? (RedisTime.Of(_time.GetUtcNow()) + Volatile.Read(ref _offset));
        for (var tries = 1; ; tries++)
        {
            var reply = await run(now).ConfigureAwait(false);
            var status = RedisLevel.Number(reply[0]);
            now = RedisLevel.Number(reply[1]);
            if (tries == MostTries)
            {
                return status >= 0 ? reply : throw new QuotaStoreException(QuotaStoreFailure.Error, "The time of Redis jumps.");
            }

            if (status == 1 || (status == 0 && RedisLevel.Number(reply[3]) == 0))
            {
                Volatile.Write(ref _offset, now - RedisTime.Of(_time.GetUtcNow()));
                return reply;
            }
        }
    }

    private async Task<RedisResult> RunAsync(
        RedisScript script, RedisKey[] keys, RedisValue[] values, TimeSpan limit, Reservation? reservation, CancellationToken cancellationToken)
    {
        var running = RunAsync(script, keys, values);
        try
        {
            var reply = await running.WaitAsync(limit, _time, cancellationToken).ConfigureAwait(false);
            _orphans.ReleaseNext();
            return reply;
        }
        catch (Exception exception)
        {
            _ = _orphans.AddAsync(running, reservation);
            throw exception is OperationCanceledException && cancellationToken.IsCancellationRequested ? exception : RedisFailures.Wrap(exception);
        }
    }

    private async Task<RedisResult> RunAsync(RedisScript script, RedisKey[] keys, RedisValue[] values)
    {
        var connection = await _connection.GetAsync(_options.ConnectionString).ConfigureAwait(false);
        return await script.RunAsync(connection.GetDatabase(), keys, values).ConfigureAwait(false);
    }
}
