using AiGateway.Client.Context;
using AiGateway.Client.Pipeline;
using AiGateway.Client.Providers;
using AiGateway.Client.Resilience;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;

namespace AiGateway.Client.Routing;

/// <summary>One attempt under way: its record, its capture of the response, and its clock.</summary>
internal readonly struct Attempt
{
    private readonly GatewayContext _context;
    private readonly long _start;

    private Attempt(GatewayContext context, Target target)
    {
        _context = context;
        _start = target.Provider.TimeProvider.GetTimestamp();
        Target = target;
        Record = new GatewayAttempt(target.Name, target.Provider.Name, target.Model);
        Capture = ResponseCapture.Begin();
    }

    public Target Target { get; }

    public GatewayAttempt Record { get; }

    public ResponseCapture Capture { get; }

    /// <summary>Starts an attempt. To be called by the method that calls the provider, because the capture is found through the flow of execution.</summary>
    public static Attempt Begin(GatewayContext context, Target target)
    {
        var attempt = new Attempt(context, target);
        context.Add(attempt.Record);
        return attempt;
    }

    /// <summary>Tells exceptions that pass through untouched: the caller's own cancellation, and rejections by decorators around the target.</summary>
    public static GatewayOutcome? PassingOutcome(Exception exception, CancellationToken cancellationToken) => exception switch
    {
        OperationCanceledException when cancellationToken.IsCancellationRequested => GatewayOutcome.Cancelled,
        GatewayRejectedException => GatewayOutcome.Rejected,
        _ => null,
    };

    public ChatOptions PrepareOptions()
    {
        var options = _context.Options.Clone();
        options.ModelId = Target.Model;
        return options;
    }

    public ProviderFailure Classify(Exception exception) => Target.Classify(exception, Capture);

    /// <summary>Finds the failure of a stream that ended without an exception.</summary>
    public ProviderFailure? Inspect(StreamProgress progress) =>
        (Capture.Error is not null ? Capture.Classify(Target.Provider.TimeProvider) : null)
        ?? ResponseInspector.Inspect(progress, Target.Capabilities.FinishReason);

    public void MarkFirstToken() => Record.TimeToFirstToken ??= Elapsed();

    public void Succeed(UsageDetails? usage)
    {
        End(GatewayOutcome.Succeeded, usage);
        Target.Health.RecordSuccess();
    }

    public void Leave(GatewayOutcome outcome, UsageDetails? usage = null) => End(outcome, usage);

    public void Fail(ProviderFailure failure, ILogger logger, UsageDetails? usage = null)
    {
        Record.Failure = failure;
        End(GatewayOutcome.Failed, usage);
        Target.Health.RecordFailure(failure);
        RoutingLog.AttemptFailed(logger, _context.RequestId, Target.Name, Target.Provider.Name, Target.Model, Record.Duration.TotalMilliseconds,
            failure.Kind, failure.StatusCode, failure.ErrorCode);
        if (failure.Kind is FailureKind.Authentication or FailureKind.ModelNotFound or FailureKind.QuotaExhausted)
        {
            RoutingLog.TargetNeedsAttention(logger, Target.Name, Target.Provider.Name, Target.Model, failure.Kind, failure.StatusCode, failure.ErrorCode);
        }
    }

    public void ThrowIfRefused(ProviderFailure failure, Exception? exception)
    {
        if (!failure.Kind.AllowsAnotherTarget())
        {
            throw new TargetRefusedException(Record, failure, exception);
        }
    }

    private void End(GatewayOutcome outcome, UsageDetails? usage)
    {
        if (outcome is not GatewayOutcome.Succeeded)
        {
            Capture.Release();
        }

        Record.Outcome = outcome;
        Record.Usage = usage;
        Record.Duration = Elapsed();
    }

    private TimeSpan Elapsed() => Target.Provider.TimeProvider.GetElapsedTime(_start);
}
