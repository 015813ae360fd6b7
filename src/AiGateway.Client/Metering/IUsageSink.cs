namespace AiGateway.Client.Metering;

/// <summary>Takes the usage of every attempt, the moment it has ended. It runs on the request's own flow: a sink that stores records queues them first.</summary>
public interface IUsageSink
{
    /// <summary>Gets a value indicating whether anybody listens. Records are only made for sinks that are.</summary>
    /// <value>Default <see langword="true"/>.</value>
    bool IsEnabled => true;

    /// <summary>Takes one record. Exceptions are logged and dropped.</summary>
    /// <param name="record">The record.</param>
    void Record(UsageRecord record);
}
