using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using AiGateway.Client.Context;
using AiGateway.Client.Pipeline;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Tests.Quotas;

/// <summary>Calls of which each knows how it ends, and the provider that sees to it and counts how many hold something at once.</summary>
internal sealed class FatefulCalls : IDisposable
{
    private readonly Func<int, Fate> _fate;
    private readonly Func<Fate, bool> _givesBack;
    private readonly CancellationTokenSource[] _cancellations;
    private readonly TaskCompletionSource _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _counting = new();
    private int _held;

    /// <param name="count">How many calls there may be.</param>
    /// <param name="fate">How each ends.</param>
    /// <param name="givesBack">Whether a call that has ended so holds nothing any more.</param>
    public FatefulCalls(int count, Func<int, Fate> fate, Func<Fate, bool> givesBack)
    {
        _fate = fate;
        _givesBack = givesBack;
        _cancellations = [.. Enumerable.Range(0, count).Select(_ => new CancellationTokenSource())];
        Provider = new FakeChatClient { OnResponse = AnswerAsync, OnStream = StreamAsync };
    }

    public FakeChatClient Provider { get; }

    public bool IsGated { get; init; }

    public int MostHeld { get; private set; }

    public int Asked { get; private set; }

    public void Open() => _gate.SetResult();

    /// <summary>Waits until every call has either ended or reached the provider.</summary>
    public async Task WhenDecidedAsync(Task<GatewayOutcome>[] calls)
    {
        while (Asked + calls.Count(call => call.IsCompleted) < calls.Length)
        {
            await Quiescence.WaitAsync();
        }
    }

    public Task<GatewayOutcome>[] Start(LimitedGateway gateway, bool streamed, int? count = null) =>
        [.. Enumerable.Range(0, count ?? _cancellations.Length).Select(i => Task.Run(() => AskAsync(gateway, streamed, i)))];

    public async Task<GatewayOutcome> AskAsync(LimitedGateway gateway, bool streamed, int index)
    {
        GatewayResult? result = null;
        var options = LimitedGateway.By("acme", tag: index.ToString(CultureInfo.InvariantCulture));
        options.OnCompleted = completed => result = completed;
        try
        {
            await gateway.AskAsync(streamed, options, _cancellations[index].Token);
        }
        catch (Exception exception) when (exception is AiGatewayException or OperationCanceledException)
        {
            // The outcome says the same.
        }

        return result!.Outcome;
    }

    public void Dispose() => Array.ForEach(_cancellations, static cancellation => cancellation.Dispose());

    private async Task<ChatResponse> AnswerAsync(IEnumerable<ChatMessage> messages, ChatOptions? options, CancellationToken cancellationToken)
    {
        await MeetFateAsync(options, cancellationToken);
        return FakeChatClient.Answer("fake");
    }

    private async IAsyncEnumerable<ChatResponseUpdate> StreamAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await MeetFateAsync(options, cancellationToken);
        yield return FakeChatClient.Text("fake");
        await Task.Yield();
        yield return FakeChatClient.Finish();
    }

    private async Task MeetFateAsync(ChatOptions? options, CancellationToken cancellationToken)
    {
        var index = int.Parse(((GatewayChatOptions)options!).Tags!["feature"], CultureInfo.InvariantCulture);
        var fate = _fate(index);
        Count(+1);
        try
        {
            if (IsGated)
            {
                await _gate.Task;
            }

            await Task.Yield();
            if (fate is Fate.Fail)
            {
                throw new HttpRequestException("Fails.", null, HttpStatusCode.InternalServerError);
            }

            if (fate is Fate.BeCancelled)
            {
                await _cancellations[index].CancelAsync();
                await Task.Delay(Timeout.Infinite, cancellationToken);
            }
        }
        finally
        {
            if (_givesBack(fate))
            {
                Count(-1);
            }
        }
    }

    private void Count(int change)
    {
        lock (_counting)
        {
            _held += change;
            MostHeld = Math.Max(MostHeld, _held);
            Asked += Math.Max(0, change);
        }
    }
}
