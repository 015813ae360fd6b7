namespace GatewayHost;

internal static partial class HostLog
{
    // Only the type: what an unknown exception says may quote the request.
    [LoggerMessage(9001, LogLevel.Error, "A request failed in a way that the gateway does not know: {ExceptionType}.", EventName = "RequestFailedUnexpectedly")]
    public static partial void RequestFailedUnexpectedly(ILogger logger, string exceptionType);
}
