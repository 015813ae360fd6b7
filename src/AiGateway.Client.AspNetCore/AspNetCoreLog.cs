using Microsoft.Extensions.Logging;

namespace AiGateway.Client.AspNetCore;

internal static partial class AspNetCoreLog
{
    [LoggerMessage(13000, LogLevel.Warning, "Request {RequestId} failed after its response had begun, and the connection was broken off: {ReasonCode}.", EventName = "ResponseBrokenOff")]
    public static partial void ResponseBrokenOff(ILogger logger, string? requestId, string reasonCode);

    // Neither tenant: who asked is personal data.
    [LoggerMessage(13001, LogLevel.Warning, "The options of a request name another tenant than its user has, which AllowNamedTenant does not allow. The user's counts.", EventName = "NamedTenantIgnored")]
    public static partial void NamedTenantIgnored(ILogger logger);
}
