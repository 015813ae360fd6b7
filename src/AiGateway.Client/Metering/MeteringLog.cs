using AiGateway.Client.Context;
using Microsoft.Extensions.Logging;

namespace AiGateway.Client.Metering;

internal static partial class MeteringLog
{
    [LoggerMessage(EventId = 5000, EventName = "ModelUnpriced", Level = LogLevel.Warning,
        Message = "No price is known for model {Model} of provider {Provider}: its cost is missing. Add it under AiGateway:Prices, or declare it free")]
    public static partial void ModelUnpriced(ILogger logger, string model, string provider);

    [LoggerMessage(EventId = 5001, EventName = "CostDiffers", Level = LogLevel.Warning,
        Message = "Provider {Provider} reports {Reported} nano-USD for model {Model}, the price list says {Priced}; they differ by more than 5 %")]
    public static partial void CostDiffers(ILogger logger, string provider, string model, long reported, long priced);

    [LoggerMessage(EventId = 5002, EventName = "UsageUnexplained", Level = LogLevel.Debug,
        Message = "The usage of model {Model} of provider {Provider} has {Tokens} tokens that no part accounts for; they are charged as output")]
    public static partial void UsageUnexplained(ILogger logger, string model, string provider, long tokens);

    [LoggerMessage(EventId = 5003, EventName = "PriceFileRefused", Level = LogLevel.Error,
        Message = "Price file {Name} has changed and cannot be used; the prices it had stay. {Errors}")]
    public static partial void PriceFileRefused(ILogger logger, string name, string errors);

    [LoggerMessage(EventId = 5004, EventName = "PricesReloaded", Level = LogLevel.Information, Message = "Price files have changed: {Count} prices are in use")]
    public static partial void PricesReloaded(ILogger logger, int count);

    [LoggerMessage(EventId = 5005, EventName = "UsageSinkFailed", Level = LogLevel.Error, Message = "Usage sink {Sink} threw {ExceptionType}; the request is not affected")]
    public static partial void UsageSinkFailed(ILogger logger, string sink, string exceptionType);

    [LoggerMessage(EventId = 5006, EventName = "Usage", Level = LogLevel.Information,
        Message = "Usage of request {RequestId}: {Provider}/{Model}, {InputTokens} input and {OutputTokens} output tokens, {Cost} USD ({Status}), {DisplayCost} {Currency}")]
    public static partial void Usage(
        ILogger logger, string requestId, string provider, string model, long inputTokens, long outputTokens, decimal cost, UsageStatus status, decimal? displayCost, string? currency);

    [LoggerMessage(EventId = 5007, EventName = "MeteringFailed", Level = LogLevel.Error,
        Message = "An attempt at model {Model} of provider {Provider} could not be metered: the price book or the token estimator threw {ExceptionType}")]
    public static partial void MeteringFailed(ILogger logger, string model, string provider, string exceptionType);
}
