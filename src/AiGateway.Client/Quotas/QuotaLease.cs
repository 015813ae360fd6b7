using System.Globalization;
using System.Security.Cryptography;
using AiGateway.Client.Context;

namespace AiGateway.Client.Quotas;

/// <summary>A reservation over several limits: what was reserved, and what is left. It can be used again once it is settled.</summary>
public sealed class QuotaLease : ILimitSource
{
    private const int Closed = 0;
    private const int Open = 1;
    private const int Expired = 2;

    private static readonly string Prefix = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
    private static long _lastNumber;

    private readonly QuotaCharge[] _charges;
    private long _number;
    private int _state;
    private int _deferred;

    /// <summary>Initializes a new instance of the <see cref="QuotaLease"/> class.</summary>
    /// <param name="charges">The levels, each of another limit. The array is taken over.</param>
    public QuotaLease(params QuotaCharge[] charges)
    {
        ArgumentNullException.ThrowIfNull(charges);
        _charges = charges;
    }

    /// <summary>Gets an id that no other reservation has, in any process.</summary>
    /// <value>A new one for every reservation.</value>
    public string Id => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{_number:x}");

    /// <summary>Gets the levels.</summary>
    public Span<QuotaCharge> Charges => _charges;

    /// <summary>Gets when it was reserved.</summary>
    public DateTimeOffset ReservedAt { get; private set; }

    /// <summary>Gets a value indicating whether it is reserved, and not settled, released or expired.</summary>
    public bool IsOpen => Volatile.Read(ref _state) == Open;

    /// <summary>Gets a value indicating whether the reservation was given back because nobody settled it in time.</summary>
    public bool IsExpired => Volatile.Read(ref _state) == Expired;

    /// <summary>Gets or sets what a store needs to find the reservation again. For stores.</summary>
    public object? StoreState { get; set; }

    ILimitSource? ILimitSource.Next { get; set; }

    /// <summary>Gets or sets what the request was expected to use, for when it is never known what it did.</summary>
    internal CallEstimate Estimate { get; set; }

    internal long ExpiresAt { get; set; }

    internal QuotaLease? Previous { get; set; }

    internal QuotaLease? Following { get; set; }

    /// <summary>Notes that a store has reserved it. For stores.</summary>
    /// <param name="reservedAt">When.</param>
    /// <exception cref="InvalidOperationException">The lease is open.</exception>
    public void Begin(DateTimeOffset reservedAt)
    {
        ThrowIfOpen();
        _number = Interlocked.Increment(ref _lastNumber);
        ReservedAt = reservedAt;
        _deferred = 0;
        Volatile.Write(ref _state, Open);
    }

    /// <summary>Notes that a store has given the reservation back. For stores.</summary>
    /// <returns><see langword="false"/> when the lease was not open.</returns>
    public bool TryExpire() => Interlocked.CompareExchange(ref _state, Expired, Open) == Open;

    /// <summary>Notes that a store settles it. For stores.</summary>
    /// <returns><see langword="false"/> when it has been settled before, or was never reserved.</returns>
    public bool TryEnd() => Interlocked.Exchange(ref _state, Closed) != Closed;

    /// <summary>Refuses to reserve a lease that is open. For stores.</summary>
    /// <exception cref="InvalidOperationException">The lease is open.</exception>
    public void ThrowIfOpen()
    {
        if (IsOpen)
        {
            throw new InvalidOperationException("The lease is open. Settle it before it is reserved again.");
        }
    }

    /// <summary>Notes that settling it is put off.</summary>
    /// <returns><see langword="false"/> when it had been before.</returns>
    internal bool TryDefer() => Interlocked.Exchange(ref _deferred, 1) == 0;

    void ILimitSource.AddTo(List<GatewayLimit> limits)
    {
        foreach (var charge in _charges)
        {
            var rule = charge.Rule;
            if (!limits.Exists(limit => limit.Name == rule.Name && limit.Unit == rule.Unit))
            {
                var end = rule.Window.PeriodAt(ReservedAt).End;
                limits.Add(new GatewayLimit(
                    rule.Name, rule.Unit, QuotaUnits.ToDecimal(rule.Unit, rule.Limit), QuotaUnits.ToDecimal(rule.Unit, charge.Remaining),
                    end == DateTimeOffset.MaxValue ? null : end));
            }
        }
    }
}
