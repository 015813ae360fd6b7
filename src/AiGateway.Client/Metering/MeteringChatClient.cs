using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using AiGateway.Client.Context;
using AiGateway.Client.Resilience;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Metering;

/// <summary>Meters every call to an inner client: what it used, what it cost, told to usage sinks the moment it ends, however it ends.</summary>
/// <remarks>A gateway meters its attempts by itself; this stage is for clients outside one. Cancelled, failed and abandoned calls are metered too.</remarks>
public sealed class MeteringChatClient : DelegatingChatClient
{
    private const string TargetName = "client";

    private readonly AttemptMeter _meter;
    private readonly TargetIdentity _identity;

    internal MeteringChatClient(IChatClient innerClient, AttemptMeter meter, string provider, string model)
        : base(innerClient)
    {
        _meter = meter;
        _identity = new TargetIdentity(TargetName, null, provider, model);
    }

    /// <inheritdoc />
    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(messages);
        var prompt = messages as IReadOnlyList<ChatMessage> ?? [.. messages];
        ChatResponse response;
        try
        {
            response = await base.GetResponseAsync(prompt, options, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            SettleAnswer(prompt, options, null, Outcome(exception, cancellationToken), exception);
            throw;
        }

        SettleAnswer(prompt, options, response, GatewayOutcome.Succeeded, null);
        return response;
    }

    /// <inheritdoc />
    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(messages);
        var prompt = messages as IReadOnlyList<ChatMessage> ?? [.. messages];
        var seen = new StreamEvidence();
        var outcome = GatewayOutcome.Abandoned;
        Exception? failure = null;
        var updates = base.GetStreamingResponseAsync(prompt, options, cancellationToken).GetAsyncEnumerator(cancellationToken);
        try
        {
            while (true)
            {
                try
                {
                    if (!await updates.MoveNextAsync().ConfigureAwait(false))
                    {
                        outcome = GatewayOutcome.Succeeded;
                        break;
                    }
                }
                catch (Exception exception)
                {
                    (outcome, failure) = (Outcome(exception, cancellationToken), exception);
                    ExceptionDispatchInfo.Throw(exception);
                }

                seen.Observe(updates.Current);
                yield return updates.Current;
            }
        }
        finally
        {
            // A consumer that stops early ends up here too.
            SettleStream(prompt, options, seen, outcome, failure);
            await updates.DisposeAsync().ConfigureAwait(false);
        }
    }

    private static GatewayOutcome Outcome(Exception exception, CancellationToken cancellationToken) =>
        exception is OperationCanceledException && cancellationToken.IsCancellationRequested ? GatewayOutcome.Cancelled : GatewayOutcome.Failed;

    private static ProviderFailure? Classify(Exception? exception) => exception is null ? null : FailureClassifier.FromException(exception);

    private void SettleAnswer(IReadOnlyList<ChatMessage> messages, ChatOptions? options, ChatResponse? response, GatewayOutcome outcome, Exception? exception) =>
        Settle(outcome, options, new AttemptEvidence
        {
            Outcome = outcome,
            Failure = outcome is GatewayOutcome.Failed ? Classify(exception) : null,
            Messages = messages,
            Options = options,
            Usage = response?.Usage,
            ResponseModel = response?.ModelId ?? options?.ModelId,
            ReceivedBytes = response is not null && response.Usage?.OutputTokenCount is null ? ReceivedText.Measure(response) : 0,
            Sent = true,
            Complete = response is not null,
        });

    private void SettleStream(IReadOnlyList<ChatMessage> messages, ChatOptions? options, StreamEvidence seen, GatewayOutcome outcome, Exception? exception) =>
        Settle(outcome, options, new AttemptEvidence
        {
            Outcome = outcome,
            Failure = outcome is GatewayOutcome.Failed ? Classify(exception) : null,
            Messages = messages,
            Options = options,
            Usage = seen.Usage,
            ResponseModel = seen.ResponseModel ?? options?.ModelId,
            ReceivedBytes = seen.ReceivedBytes,
            Sent = true,
            Complete = seen.Finished || outcome is GatewayOutcome.Succeeded,
        });

    private void Settle(GatewayOutcome outcome, ChatOptions? options, in AttemptEvidence evidence) =>
        _meter.Settle(new GatewayAttempt(AttemptKind.First, _identity) { Outcome = outcome, Usage = evidence.Usage }, options.GetGatewayContext(), evidence);
}
