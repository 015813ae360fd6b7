using AiGateway.Client.Context;

namespace AiGateway.Client.Auditing.Writing;

/// <summary>What is known of a streamed request. One that nobody reads to its end or disposes still has its record.</summary>
internal sealed class StreamAudit(AuditTrail trail, GatewayContext context, bool hasRoom, DateTimeOffset time) : RequestAudit(trail, context, hasRoom, streamed: true, time)
{
    /// <summary>Finalizes an instance of the <see cref="StreamAudit"/> class.</summary>
    ~StreamAudit() => Forget();

#pragma warning disable CA1816 // There is nothing to dispose: the finalizer is for requests that nobody ends.
    protected override void OnClosed() => GC.SuppressFinalize(this);
#pragma warning restore CA1816
}
