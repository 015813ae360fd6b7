using AiGateway.Client.Telemetry;

namespace AiGateway.Client.Auditing.Writing;

/// <summary>Shows health checks how the queues of audit records stand.</summary>
/// <remarks>Not the trails themselves: a container would end those once more, and earlier, for each type that they are registered as.</remarks>
internal sealed class AuditRecordBuffer(AuditTrails trails) : IRecordBuffer
{
    public string Name => "audit";

    public RecordBufferState State => trails.State;
}
