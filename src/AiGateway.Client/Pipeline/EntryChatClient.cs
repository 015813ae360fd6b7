using System.Diagnostics;
using AiGateway.Client.Context;
using AiGateway.Client.Telemetry;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Pipeline;

/// <summary>The outermost stage of the gateway: gives a request its own options and context, observes it, and reports its result.</summary>
/// <remarks>
/// The result is on the response's additional properties and, for streams, on one content-free update after the last.
/// The caller's messages and options are never changed.
/// </remarks>
public sealed class EntryChatClient : DelegatingChatClient
{
    private readonly EntrySettings _settings;

    internal EntryChatClient(IChatClient innerClient, EntrySettings settings)
        : base(innerClient) => _settings = settings;

    /// <inheritdoc />
    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(messages);
        var context = Begin(options);
        ChatResponse response;
        try
        {
            await AdmitAsync(context, streamed: false, cancellationToken).ConfigureAwait(false);
            response = await base.GetResponseAsync(Materialize(messages), context.Options, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            Fail(context, exception, cancellationToken);
            throw;
        }

        response.AdditionalProperties = response.AdditionalProperties.With(Complete(context, GatewayOutcome.Succeeded));
        return response;
    }

    /// <inheritdoc />
    public override IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(messages);
        return new DeferredStream(reader => new EntryStream(this, messages, options, new LinkedCancellation(cancellationToken, reader)));
    }

    internal async ValueTask<IAsyncEnumerator<ChatResponseUpdate>> OpenAsync(
        GatewayContext context, IEnumerable<ChatMessage> messages, CancellationToken cancellationToken)
    {
        await AdmitAsync(context, streamed: true, cancellationToken).ConfigureAwait(false);
        return base.GetStreamingResponseAsync(Materialize(messages), context.Options, cancellationToken).GetAsyncEnumerator(cancellationToken);
    }

    /// <summary>Creates the context of a request that is only looked at, not made.</summary>
    internal async ValueTask<GatewayContext> PreviewAsync(ChatOptions? options, CancellationToken cancellationToken)
    {
        var context = CreateContext(options);
        await IdentifyAsync(context, cancellationToken).ConfigureAwait(false);
        return context;
    }

    internal GatewayContext Begin(ChatOptions? options)
    {
        var context = CreateContext(options);
        context.Activity = GatewayInstruments.ActivitySource.StartActivity(GatewayTelemetry.RequestActivity);
        context.TraceId = Activity.Current is { IdFormat: ActivityIdFormat.W3C } current ? current.TraceId.ToHexString() : null;
        return context;
    }

    private GatewayContext CreateContext(ChatOptions? options)
    {
        var own = new GatewayChatOptions(options);
        return own.Context = new GatewayContext(own, _settings.TimeProvider.GetTimestamp()) { ConfigurationVersion = _settings.ConfigurationVersion };
    }

    private ValueTask AdmitAsync(GatewayContext context, bool streamed, CancellationToken cancellationToken) =>
        _settings.Auditor is { } auditor ? AuditAsync(auditor, context, streamed, cancellationToken) : IdentifyAsync(context, cancellationToken);

    // There is room for the record before anything is done, and so for those too who are refused.
    private async ValueTask AuditAsync(IRequestAuditor auditor, GatewayContext context, bool streamed, CancellationToken cancellationToken)
    {
        await auditor.OpenAsync(context, streamed, cancellationToken).ConfigureAwait(false);
        await IdentifyAsync(context, cancellationToken).ConfigureAwait(false);
        await auditor.IdentifyAsync(context, cancellationToken).ConfigureAwait(false);
    }

    private ValueTask IdentifyAsync(GatewayContext context, CancellationToken cancellationToken)
    {
        context.Route = _settings.ResolveRoute(context.Options.Route ?? context.Options.ModelId);
        if (_settings.CallerProvider is { } provider)
        {
            return AskAsync(provider, context, cancellationToken);
        }

        context.Caller = context.Options.Caller ?? GatewayCaller.Anonymous;
        return default;
    }

    private static async ValueTask AskAsync(ICallerProvider provider, GatewayContext context, CancellationToken cancellationToken) =>
        context.Caller = await provider.GetCallerAsync(context.Options.Caller, cancellationToken).ConfigureAwait(false) ?? GatewayCaller.Anonymous;

    private static IEnumerable<ChatMessage> Materialize(IEnumerable<ChatMessage> messages) =>
        messages as IReadOnlyCollection<ChatMessage> ?? [.. messages];

    internal void Fail(GatewayContext context, Exception exception, CancellationToken cancellationToken)
    {
        var outcome = exception switch
        {
            OperationCanceledException when cancellationToken.IsCancellationRequested => GatewayOutcome.Cancelled,
            GatewayRejectedException => GatewayOutcome.Rejected,
            _ => GatewayOutcome.Failed,
        };
        var result = Complete(context, outcome, exception);
        if (exception is AiGatewayException failure)
        {
            failure.Result = result;
        }
    }

    internal GatewayResult Complete(GatewayContext context, GatewayOutcome outcome, Exception? exception = null)
    {
        var result = new GatewayResult(context, outcome, _settings.TimeProvider.GetElapsedTime(context.StartTimestamp));
        _settings.Auditor?.Close(context, result, exception);
        RequestTelemetry.Record(_settings, context.Activity, result);
        try
        {
            context.Options.OnCompleted?.Invoke(result);
        }
        catch (Exception thrown)
        {
            PipelineLog.CompletionCallbackFailed(_settings.Logger, result.RequestId, thrown.GetType().Name);
        }

        return result;
    }
}
