namespace AiGateway.Client.Telemetry;

/// <summary>Something that takes records from requests and stores them in the background, such as a ledger. Health checks look at every registered one.</summary>
public interface IRecordBuffer
{
    /// <summary>Gets what the records are, in one word, such as <c>ledger</c>.</summary>
    string Name { get; }

    /// <summary>Gets how things stand at this moment. Asks no database.</summary>
    RecordBufferState State { get; }
}
