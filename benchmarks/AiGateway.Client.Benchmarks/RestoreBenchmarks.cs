using AiGateway.Client.Redaction;
using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Benchmarks;

/// <summary>Restoring a stream whose request had values: what an update without pseudonyms costs is the difference between the lengths.</summary>
[MemoryDiagnoser]
public class RestoreBenchmarks
{
    private readonly ChatMessage[] _clean = [new(ChatRole.User, "Write to me.")];
    private readonly ChatMessage[] _sensitive = [new(ChatRole.User, "Write to alice@example.org.")];
    private IChatClient _bare = null!;
    private IChatClient _redacted = null!;
    private IChatClient _scanned = null!;

    /// <summary>Whether the source yields before each update, or completes synchronously.</summary>
    [Params(false, true)]
    public bool Yields { get; set; }

    /// <summary>The updates of a stream.</summary>
    [Params(100, 1000)]
    public int Updates { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _bare = new InstantChatClient(Updates, Yields);
        _redacted = new ChatClientBuilder(_bare).UseRedaction(options => options.Key = "a key for benchmarks, of no use elsewhere").Build();
        _scanned = new ChatClientBuilder(_bare).UseRedaction(options =>
        {
            options.Key = "a key for benchmarks, of no use elsewhere";
            options.Responses["CREDIT_CARD"] = RedactionAction.Mask;
            options.Responses["SECRET"] = RedactionAction.Mask;
        }).Build();
    }

    [Benchmark(Baseline = true)]
    public Task<int> Bare() => Read(_bare, _sensitive);

    [Benchmark]
    public Task<int> Redacted_NothingToRestore() => Read(_redacted, _clean);

    [Benchmark]
    public Task<int> Redacted_WithPseudonyms() => Read(_redacted, _sensitive);

    /// <summary>What the model writes is searched as well.</summary>
    [Benchmark]
    public Task<int> Redacted_AnswerScanned() => Read(_scanned, _clean);

    private static async Task<int> Read(IChatClient client, ChatMessage[] messages)
    {
        var count = 0;
        await foreach (var _ in client.GetStreamingResponseAsync(messages))
        {
            count++;
        }

        return count;
    }
}
