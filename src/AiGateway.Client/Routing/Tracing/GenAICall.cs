using System.Diagnostics;
using System.Runtime.ExceptionServices;
using AiGateway.Client.Context;
using AiGateway.Client.Metering;
using AiGateway.Client.Providers;
using AiGateway.Client.Telemetry;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Routing.Tracing;

/// <summary>One traced attempt: what is really asked and answered, and what telemetry sees of it.</summary>
internal sealed class GenAICall
{
    // One for all: it has nothing in it, and nobody changes it.
    private static readonly ChatResponseUpdate Unseen = new();

    private readonly IChatClient _client;
    private readonly IEnumerable<ChatMessage> _messages;
    private readonly ChatOptions? _options;
    private readonly GenAISubject _subject;
    private readonly bool _sensitive;
    private readonly Activity? _parent = Activity.Current;

    // The reader of a stream may be elsewhere when it fails.
    private readonly ICaptureOwner? _attempt = ResponseCapture.Owner;
    private ChatResponseUpdate? _summary;
    private UsageDetails? _usage;
    private Activity? _span;

    public GenAICall(IChatClient client, IEnumerable<ChatMessage> messages, ChatOptions? options, GenAISubject subject, bool sensitive)
    {
        _client = client;
        _messages = messages;
        _options = options;
        _subject = subject;
        _sensitive = sensitive;
        SeenMessages = sensitive ? messages : [];
        SeenOptions = sensitive ? new GenAIOptions(this, options) : GenAIOptions.WithoutText(this, options);
    }

    public IEnumerable<ChatMessage> SeenMessages { get; }

    public ChatOptions SeenOptions { get; }

    /// <summary>Gets the exception that the attempt ended with.</summary>
    public ExceptionDispatchInfo? Failure { get; private set; }

    public ChatResponse? Response { get; private set; }

    public ChatResponseUpdate? Update { get; private set; }

    public async Task<ChatResponse> AskAsync(CancellationToken cancellationToken)
    {
        Response = await _client.GetResponseAsync(_messages, _options, cancellationToken).ConfigureAwait(false);
        ReportCost(Response.Usage, Response.ModelId);
        return _sensitive ? Response : new ChatResponse
        {
            ResponseId = Response.ResponseId,
            ModelId = Response.ModelId,
            FinishReason = Response.FinishReason,
            Usage = Response.Usage,
        };
    }

    public IAsyncEnumerator<ChatResponseUpdate> Open(CancellationToken cancellationToken) =>
        _client.GetStreamingResponseAsync(_messages, _options, cancellationToken).GetAsyncEnumerator(cancellationToken);

    /// <summary>Takes an update.</summary>
    /// <returns>What telemetry sees of it. The first stands for the whole stream, whose reader may leave at any update.</returns>
    public ChatResponseUpdate Take(ChatResponseUpdate update)
    {
        Update = update;
        var first = _summary is null;
        var summary = _summary ??= new ChatResponseUpdate();
        summary.ResponseId = update.ResponseId ?? summary.ResponseId;
        summary.ModelId = update.ModelId ?? summary.ModelId;
        summary.FinishReason = update.FinishReason ?? summary.FinishReason;
        for (var i = 0; i < update.Contents.Count; i++)
        {
            if (update.Contents[i] is UsageContent usage)
            {
                TakeUsage(summary, usage.Details);
            }
        }

        return _sensitive ? update : first ? summary : Unseen;
    }

    /// <summary>Finds the attempt's span, and says on it what the conventions have no names for.</summary>
    public void FindSpan()
    {
        _span = Activity.Current is { IsAllDataRequested: true } current && current != _parent && current.Source.Name == GatewayTelemetry.SourceName ? current : null;
        if (_span is not null && _options.GetGatewayContext() is { } context)
        {
            _span.SetTag(GatewayTelemetry.RequestIdTag, context.RequestId);
            _span.SetTag(GatewayTelemetry.RouteTag, context.Route);
            _span.SetTag(GatewayTelemetry.TargetTag, _subject.Target);
            _span.SetTag(GatewayTelemetry.AttemptKindTag, FindAttempt(context)?.Kind.ToString());
        }
    }

    /// <summary>Keeps an exception for the caller.</summary>
    /// <returns>What telemetry sees of it: its kind, and no message, which may quote the prompt or a key.</returns>
    public Exception Fail(Exception exception, CancellationToken cancellationToken)
    {
        Failure = ExceptionDispatchInfo.Capture(exception);
        if (exception is OperationCanceledException && cancellationToken.IsCancellationRequested)
        {
            return new OperationCanceledException(cancellationToken);
        }

        var failure = _subject.Classify(exception, _attempt?.Capture);
        _span?.SetTag(GatewayTelemetry.FailureKindTag, failure.Kind.ToString());
        return new AttemptFailedException(failure.Kind);
    }

    private void TakeUsage(ChatResponseUpdate summary, UsageDetails usage)
    {
        _usage = StreamedUsage.Combine(_usage, usage);
        summary.Contents = [new UsageContent(_usage)];
        ReportCost(_usage, summary.ModelId);
    }

    private void ReportCost(UsageDetails? usage, string? model)
    {
        if (_span is not null && usage is not null && _subject.Meter.Quote(usage, model, out var source) is { } nanos)
        {
            _span.SetTag(GatewayTelemetry.UsageCostTag, (double)(nanos / GatewayAttempt.NanosPerUsd));
            _span.SetTag(GatewayTelemetry.UsageCostCurrencyTag, "USD");
            _span.SetTag(GatewayTelemetry.UsageCostSourceTag, source is CostSource.Provider ? "provider" : "local");
        }
    }

    // A target has one attempt under way at a time for a request: the latest.
    private GatewayAttempt? FindAttempt(GatewayContext context)
    {
        for (var i = context.Attempts.Count - 1; i >= 0; i--)
        {
            if (context.Attempts[i].Target == _subject.Target && context.Attempts[i].Key == _subject.Key)
            {
                return context.Attempts[i];
            }
        }

        return null;
    }
}
