using AiGateway.Client.Context;
using AiGateway.Client.Redaction;

namespace AiGateway.Client.Configuration;

/// <summary>Redacts texts by the rules of the current configuration.</summary>
internal sealed class GatewayRedactor(GatewayRuntime gateway) : IRedactor
{
    public string Redact(string text, GatewayCaller? caller = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        return gateway.Current.Redaction.Redact(text, caller ?? GatewayCaller.Anonymous);
    }
}
