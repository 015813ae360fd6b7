using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Tests.Routing;

/// <summary>A chat client that does what a test says, call by call, and counts what was asked of it.</summary>
internal sealed class ScriptedClient(TimeProvider time) : IChatClient
{
    public const int OutputTokens = 7;

    private int _calls;
    private int _running;
    private int _cancelled;

    /// <summary>Gets or sets what the calls do, by their number from 1.</summary>
    public Func<int, Script> Plan { get; set; } = static _ => Script.Answer;

    public int Calls => Volatile.Read(ref _calls);

    /// <summary>Gets the number of calls under way; a deaf one stays so for ever.</summary>
    public int Running => Volatile.Read(ref _running);

    public int Cancelled => Volatile.Read(ref _cancelled);

    public IReadOnlyList<ChatMessage> LastMessages { get; private set; } = [];

    public async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var script = Begin(messages);
        try
        {
            await StartAsync(script, cancellationToken);
            if (script.BreakAfter is not null && await BreakAsync(script, cancellationToken) is { } error)
            {
                return new ChatResponse(new ChatMessage(ChatRole.Assistant, [error]));
            }

            return script is { BreakAfter: not null, Breakage: Breakage.NoFinish } ? new ChatResponse()
                : new ChatResponse(new ChatMessage(ChatRole.Assistant, script.Text)) { FinishReason = ChatFinishReason.Stop, Usage = Usage() };
        }
        finally
        {
            Interlocked.Decrement(ref _running);
        }
    }

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var script = Begin(messages);
        try
        {
            await StartAsync(script, cancellationToken);
            var words = script.Text.Split(' ');
            for (var i = 0; i <= words.Length; i++)
            {
                if (i == Math.Min(script.BreakAfter ?? int.MaxValue, words.Length + (script.BreakAfter is null ? 1 : 0)))
                {
                    if (await BreakAsync(script, cancellationToken) is { } error)
                    {
                        yield return new ChatResponseUpdate(ChatRole.Assistant, [error]);
                    }

                    yield break;
                }

                if (i < words.Length)
                {
                    await DelayAsync(i == 0 ? TimeSpan.Zero : script.ChunkDelay, script, cancellationToken);
                    yield return FakeChatClient.Text(i == 0 ? words[i] : " " + words[i]);
                }
            }

            var last = FakeChatClient.Finish();
            last.Contents.Add(new UsageContent(Usage()));
            yield return last;
        }
        finally
        {
            Interlocked.Decrement(ref _running);
        }
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
    }

    private static UsageDetails Usage() => new() { OutputTokenCount = OutputTokens };

    private Script Begin(IEnumerable<ChatMessage> messages)
    {
        LastMessages = [.. messages];
        Interlocked.Increment(ref _running);
        return Plan(Interlocked.Increment(ref _calls));
    }

    private async Task StartAsync(Script script, CancellationToken cancellationToken)
    {
        await DelayAsync(script.Delay, script, cancellationToken);
        if (script.Failure is { } failure)
        {
            throw failure;
        }
    }

    private async Task<ErrorContent?> BreakAsync(Script script, CancellationToken cancellationToken)
    {
        switch (script.Breakage)
        {
            case Breakage.Cut:
                throw new IOException("cut");
            case Breakage.Silence:
                await DelayAsync(Timeout.InfiniteTimeSpan, script, cancellationToken);
                return null;
            case Breakage.Error:
                return new ErrorContent("failed") { ErrorCode = "server_error" };
            default:
                return null;
        }
    }

    private async Task DelayAsync(TimeSpan delay, Script script, CancellationToken cancellationToken)
    {
        try
        {
            if (delay != TimeSpan.Zero)
            {
                await Task.Delay(delay, time, script.Deaf ? CancellationToken.None : cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            Interlocked.Increment(ref _cancelled);
            throw;
        }
    }
}
