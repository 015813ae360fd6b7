using Microsoft.Extensions.Logging;

namespace AiGateway.Client.Budgets;

internal static partial class BudgetLog
{
    [LoggerMessage(EventId = 6100, EventName = "BudgetThresholdPassed", Level = LogLevel.Warning,
        Message = "Budget {Budget} (by {PartitionBy}) has passed {Percentage} % of ${Amount}: ${Spent} spent, next period at {ResetsAt:u}")]
    public static partial void ThresholdPassed(
        ILogger logger, string budget, string partitionBy, decimal percentage, decimal amount, decimal spent, DateTimeOffset resetsAt);

    [LoggerMessage(EventId = 6101, EventName = "BudgetWouldRefuse", Level = LogLevel.Information,
        Message = "Request {RequestId} goes beyond budget {Budget} (by {PartitionBy}), which does not refuse it: mode DryRun")]
    public static partial void WouldBeRefused(ILogger logger, string requestId, string budget, string partitionBy);

    [LoggerMessage(EventId = 6102, EventName = "BudgetListenerFailed", Level = LogLevel.Warning,
        Message = "A listener of budget {Budget} threw {ExceptionType}; the request is not affected")]
    public static partial void ListenerFailed(ILogger logger, string budget, string exceptionType);
}
