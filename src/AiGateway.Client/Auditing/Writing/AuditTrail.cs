using System.Buffers;
using AiGateway.Client.Auditing.Keys;
using AiGateway.Client.Context;
using AiGateway.Client.Pipeline;

namespace AiGateway.Client.Auditing.Writing;

/// <summary>Opens and closes the records of requests, and hands them to one writer.</summary>
internal sealed class AuditTrail(AuditSettings settings, IAuditKeyProvider keys, AuditQueue queue, AuditWriter writer, TimeProvider time) : IRequestAuditor, IAsyncDisposable
{
    private const int LongestReason = 64;

    private static readonly SearchValues<char> ReasonCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.`");

    public AuditSettings Settings => settings;

    public string Writer => writer.Name;

    /// <summary>Gets a value indicating whether records have the content, encrypted.</summary>
    public bool KeepsContent => settings.IncludeContent;

    /// <summary>Gets how many records wait to be written.</summary>
    public int Waiting => queue.Waiting;

    /// <summary>Gets for how many records room is taken, also of requests that are still served.</summary>
    public int Taken => queue.Taken;

    /// <summary>Gets a value indicating whether a sink could not write when it was last tried.</summary>
    public bool IsFailing => writer.IsFailing;

    public ValueTask OpenAsync(GatewayContext context, bool streamed, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var room = queue.ReserveAsync(cancellationToken);
        if (room.IsCompletedSuccessfully)
        {
            context.Audit = Open(context, room.Result, streamed, now);
            return default;
        }

        return OpenAsync(room, context, streamed, now);
    }

    private async ValueTask OpenAsync(ValueTask<bool> room, GatewayContext context, bool streamed, DateTimeOffset now) =>
        context.Audit = Open(context, await room.ConfigureAwait(false), streamed, now);

    // Only a stream can be forgotten, and objects that the collector has to finalize cost more than others.
    private RequestAudit Open(GatewayContext context, bool hasRoom, bool streamed, DateTimeOffset now) =>
        streamed ? new StreamAudit(this, context, hasRoom, now) : new RequestAudit(this, context, hasRoom, streamed, now);

    public async ValueTask IdentifyAsync(GatewayContext context, CancellationToken cancellationToken)
    {
        var audit = (RequestAudit)context.Audit!;
        try
        {
            audit.Key = await keys.GetKeyAsync(context.Caller.Tenant, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or OutOfMemoryException))
        {
            throw new GatewayRejectedException(
                GatewayStage.Entry, "audit_key", $"The audit key of the tenant could not be had ({exception.GetType().Name}), so the request was not served. Look after the keys of auditing.");
        }

        if (context.Caller.User is { } user)
        {
            audit.User = audit.Key?.Pseudonymize(user);
        }
    }

    public void Close(GatewayContext context, GatewayResult result, Exception? exception)
    {
        if (context.Audit is not RequestAudit audit || !audit.TryClose())
        {
            return;
        }

        if (audit.HasRoom)
        {
            queue.Enqueue(CreateRecord(audit, result, exception));
        }
        else
        {
            queue.OnDropped();
        }

        audit.Discard();
    }

    /// <summary>Closes the record of a request that nobody has ended. Runs on the thread of finalizers: what has no key of its own is all there.</summary>
    public void CloseForgotten(RequestAudit audit)
    {
        if (audit.HasRoom && audit.TryClose())
        {
            queue.Enqueue(CreateRecord(
                audit, new GatewayResult(audit.Context, GatewayOutcome.Abandoned, time.GetElapsedTime(audit.Context.StartTimestamp)), null, withContent: false));
        }
    }

    public Task FlushAsync(CancellationToken cancellationToken) => queue.FlushAsync(cancellationToken);

    public ValueTask DisposeAsync() => writer.DisposeAsync();

    private static AuditRecord CreateRecord(RequestAudit audit, GatewayResult result, Exception? exception, bool withContent = true)
    {
        var caller = audit.Context.Caller;
        var (promptHash, prompt) = withContent ? audit.FinishPrompt() : default;
        var (answerHash, answer) = withContent ? audit.FinishAnswer() : default;
        return new AuditRecord
        {
            RequestId = result.RequestId,
            Time = audit.Time,
            Duration = result.Duration,
            TraceId = audit.Context.Activity?.TraceId.ToHexString(),
            Tenant = caller.Tenant,
            Application = caller.Application,
            User = audit.User,
            KeyId = audit.Key?.Id,
            Route = result.Route,
            IsStreamed = audit.IsStreamed,
            Outcome = result.Outcome,
            Stage = (exception as GatewayRejectedException)?.Stage,
            Reason = Reason(result, exception),
            Attempts = result.Attempts,
            Decisions = result.Decisions,
            Redactions = result.Redactions,
            InputTokens = result.Usage?.InputTokenCount,
            OutputTokens = result.Usage?.OutputTokenCount,
            UsageStatus = result.UsageStatus,
            Cost = result.Cost,
            SavedCost = result.SavedCost,
            ConfigurationVersion = result.ConfigurationVersion,
            Messages = audit.Messages,
            PromptHash = promptHash,
            AnswerHash = answerHash,
            Prompt = prompt,
            Answer = answer,
        };
    }

    // A code of an application's own may be anything; no content must hide in it.
    private static string? Reason(GatewayResult result, Exception? exception)
    {
        var reason = exception switch
        {
            null => null,
            GatewayRejectedException rejected => rejected.ReasonCode,
            _ when result is { Outcome: GatewayOutcome.Failed, Attempts.Count: > 0 } && result.Attempts[^1].Failure is { } failure => failure.Kind.ToString(),
            _ => exception.GetType().Name,
        };
        return reason is null || (reason.Length <= LongestReason && !reason.AsSpan().ContainsAnyExcept(ReasonCharacters)) ? reason : "other";
    }
}
