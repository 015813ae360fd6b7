namespace AiGateway.Client.Telemetry;

/// <summary>How a queue of records stands.</summary>
/// <param name="Waiting">The number of records that wait to be stored.</param>
/// <param name="Capacity">The number that may wait; 0 while nothing is recorded.</param>
/// <param name="Dropped">The number of records that were lost since the start, for want of room or of time at the end.</param>
/// <param name="IsFailing">Whether the last try to store records failed.</param>
public readonly record struct RecordBufferState(long Waiting, long Capacity, long Dropped, bool IsFailing)
{
    /// <summary>Gets a value indicating whether there is no room for another record.</summary>
    public bool IsFull => Capacity > 0 && Waiting >= Capacity;
}
