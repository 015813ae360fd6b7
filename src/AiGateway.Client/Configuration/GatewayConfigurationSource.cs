using Microsoft.Extensions.Configuration;

namespace AiGateway.Client.Configuration;

/// <summary>A configuration section that the gateway reads and watches.</summary>
internal sealed record GatewayConfigurationSource(IConfiguration Configuration);
