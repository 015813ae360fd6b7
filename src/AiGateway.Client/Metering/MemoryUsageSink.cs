namespace AiGateway.Client.Metering;

/// <summary>Keeps the latest records in memory, for tests and for pages that show them.</summary>
public sealed class MemoryUsageSink : IUsageSink
{
    private readonly Lock _lock = new();
    private readonly Queue<UsageRecord> _records = new();
    private readonly int _capacity;

    /// <summary>Initializes a new instance of the <see cref="MemoryUsageSink"/> class.</summary>
    /// <param name="capacity">The most records to keep; older ones are dropped. At least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The capacity is below 1.</exception>
    public MemoryUsageSink(int capacity = 1000)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        _capacity = capacity;
    }

    /// <summary>Gets the records, oldest first.</summary>
    public IReadOnlyList<UsageRecord> Records
    {
        get
        {
            lock (_lock)
            {
                return [.. _records];
            }
        }
    }

    /// <inheritdoc />
    public void Record(UsageRecord record)
    {
        lock (_lock)
        {
            while (_records.Count >= _capacity)
            {
                _records.Dequeue();
            }

            _records.Enqueue(record);
        }
    }
}
