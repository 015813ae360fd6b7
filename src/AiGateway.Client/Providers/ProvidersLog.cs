using Microsoft.Extensions.Logging;

namespace AiGateway.Client.Providers;

internal static partial class ProvidersLog
{
    [LoggerMessage(EventId = 4000, EventName = "OptionDropped", Level = LogLevel.Warning,
        Message = "Target {Target} ({Provider}, {Model}) does not pass on the option {Option}: requests that set it are answered as if they had not. This is said once")]
    public static partial void OptionDropped(ILogger logger, string target, string provider, string model, string option);
}
