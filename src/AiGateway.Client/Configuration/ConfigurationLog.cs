using Microsoft.Extensions.Logging;

namespace AiGateway.Client.Configuration;

internal static partial class ConfigurationLog
{
    [LoggerMessage(EventId = 2000, EventName = "ConfigurationLoaded", Level = LogLevel.Information,
        Message = "Gateway configuration {Version} is in use: {Routes} route(s)")]
    public static partial void ConfigurationLoaded(ILogger logger, string version, int routes);

    [LoggerMessage(EventId = 2001, EventName = "ConfigurationRefused", Level = LogLevel.Error,
        Message = "The changed gateway configuration is refused; configuration {Version} stays in use. {Failures}")]
    public static partial void ConfigurationRefused(ILogger logger, string version, string failures);
}
