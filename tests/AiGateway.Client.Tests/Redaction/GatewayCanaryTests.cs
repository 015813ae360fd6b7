using System.Collections.Concurrent;
using System.Text;
using AiGateway.Client.Context;
using AiGateway.Client.Metering;
using AiGateway.Client.Pipeline;
using AiGateway.Client.Testing;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AiGateway.Client.Tests.Redaction;

/// <summary>A value in every text of a request, through the whole gateway: no sink may have it, in no form, whether the provider answers or fails with what it was sent.</summary>
[NonParallelizable]
public sealed class GatewayCanaryTests
{
    // One for each attempt, with some to spare.
    private const int RecordsOfOneCall = 4;

    private readonly ConcurrentQueue<RecordedCall> _calls = new();
    private readonly MemoryUsageSink _usage = new();
    private readonly KeptCache _cache = new();
    private readonly TelemetryRecorder _telemetry = new();
    private TestGateway _gateway = null!;

    [OneTimeSetUp]
    public void SetUp() => _gateway = new TestGateway(
        """
        { "AiGateway": {
            "Redaction": { "Key": "a key for tests, of no use elsewhere", "BinaryContent": "Allow", "Entities": { "US_SSN": "Mask" }, "Terms": { "names": { "Values": { "c": "canary-seven" } } } },
            "Providers": { "echo": { "Type": "Echo" }, "broken": { "Type": "Broken" } },
            "DefaultRoute": "echo",
            "Routes": {
                "echo": { "Targets": { "main": { "Provider": "echo", "Model": "m" } } },
                "broken": { "Retry": { "MaxRetries": 0 }, "Breaker": { "Enabled": false }, "Targets": { "main": { "Provider": "broken", "Model": "m" } } } } } }
        """,
        builder => builder
            .AddProvider("Echo", (_, _) => new EchoingClient(fails: false))
            .AddProvider("Broken", (_, _) => new EchoingClient(fails: true))
            .AddUsageSink(_usage)
            .AddDecorator(GatewayStage.Caching, (inner, services) => new LoggingChatClient(inner, services.GetRequiredService<ILoggerFactory>().CreateLogger("content")))
            .AddDecorator(GatewayStage.Caching, (inner, _) => new DistributedCachingChatClient(inner, _cache))
            .AddDecorator(GatewayStage.Caching, (inner, _) => new OpenTelemetryChatClient(inner, sourceName: TelemetryRecorder.Source) { EnableSensitiveData = true })
            .AddDecorator(GatewayStage.Attempt, (inner, _) => new RecordingChatClient(inner, _calls)));

    [OneTimeTearDown]
    public async Task TearDown()
    {
        _telemetry.Dispose();
        await _gateway.DisposeAsync();
    }

    private static IEnumerable<string> Paths() => ChatTexts.Paths();

    [TestCaseSource(nameof(Paths))]
    public async Task EverySettableText_ReachesNoSink(string path)
    {
        foreach (var route in new[] { "echo", "broken" })
        {
            foreach (var streamed in new[] { false, true })
            {
                await AssertNoSinkHasIt(path, route, streamed);
            }
        }
    }

    // What would make the tests above pass for the wrong reason.
    [Test]
    public async Task Sinks_ReceiveThePseudonyms([Values] bool streamed)
    {
        _telemetry.Clear();
        var failure = await AskAsync(_gateway.Gateway.GetChatClient("broken"), new ChatMessage(ChatRole.User, $"Write to {ChatTexts.Canary}, once"), new GatewayChatOptions(), streamed);
        await AskAsync(_gateway.Gateway.GetChatClient("echo"), new ChatMessage(ChatRole.User, $"Write to {ChatTexts.Canary}, {streamed}"), new GatewayChatOptions(), streamed);
        const string Token = "[EMAIL_ADDRESS_";
        Assert.That(failure!.ToString(), Does.Contain(Token), "the provider's own words are kept");
        Assert.That(_gateway.Log.Entries.Select(entry => entry.Text), Has.Some.Contains(Token));
        Assert.That(_telemetry.Texts, Has.Some.Contains(Token));
        Assert.That(_cache.Texts, Has.Some.Contains(Token));
        Assert.That(_calls.Last().Messages[0].Text, Does.Contain(Token));
        Assert.That(_usage.Records, Is.Not.Empty);
    }

    private async Task AssertNoSinkHasIt(string path, string route, bool streamed)
    {
        var canary = ChatTexts.IsMediaType(path) ? ChatTexts.PlainCanary : ChatTexts.Canary;
        var (message, options) = ChatTexts.Fill(path, canary);
        _calls.Clear();
        _telemetry.Clear();
        _cache.Clear();
        _gateway.Log.Entries.Clear();
        GatewayResult? result = null;
        var failure = await AskAsync(_gateway.Gateway.GetChatClient(route), message, new GatewayChatOptions(options) { OnCompleted = completed => result = completed }, streamed);
        foreach (var (sink, texts) in Sinks(result!, failure))
        {
            List<string> seen = [.. texts];
            foreach (var form in ChatTexts.FormsOf(canary))
            {
                Assert.That(seen.Where(text => text.Contains(form, StringComparison.OrdinalIgnoreCase)), Is.Empty, $"{sink}, {route}, streamed {streamed}: {form}");
            }
        }
    }

    // To look into another sink, add a row.
    private Dictionary<string, IEnumerable<string>> Sinks(GatewayResult result, Exception? failure) => new()
    {
        ["provider"] = Walk(_calls.Select(call => call.Messages)).Concat(Walk(_calls.Select(call => call.Options))),
        ["spans and measurements"] = _telemetry.Texts,
        ["log"] = _gateway.Log.Entries.SelectMany(entry => entry.Values.Select(value => $"{value.Key}={value.Value}").Append(entry.Text)),
        ["cache"] = _cache.Texts,
        ["usage"] = _usage.Records.TakeLast(RecordsOfOneCall).SelectMany(record => Walk(record).Append(record.ToString())),
        ["result"] = Walk(result).Append(result.ToString()!),
        ["exception"] = Chain(failure),
    };

    private static List<string> Walk(object value)
    {
        List<string> texts = [];
        TextWalk.Collect(value, texts, []);
        return texts;
    }

    // Each has a text of its own, in which those inside of it need not stand.
    private static IEnumerable<string> Chain(Exception? exception) => exception is null ? []
        : [exception.Message, exception.ToString(), .. exception.Data.Cast<System.Collections.DictionaryEntry>().Select(entry => $"{entry.Key}={entry.Value}"),
            .. Chain(exception.InnerException), .. exception is AggregateException { InnerExceptions: var all } ? all.SelectMany(Chain) : []];

    private async Task<Exception?> AskAsync(IChatClient client, ChatMessage message, GatewayChatOptions options, bool streamed)
    {
        try
        {
            await _gateway.RunAsync(streamed ? client.GetStreamingResponseAsync([message], options).ToChatResponseAsync() : client.GetResponseAsync([message], options));
            return null;
        }
        catch (AiGatewayException exception)
        {
            return exception;
        }
    }

    private sealed class EchoingClient(bool fails) : IChatClient
    {
        public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
            Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, Say(messages, options))) { FinishReason = ChatFinishReason.Stop });

        public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            await Task.Yield();
            foreach (var piece in Say(messages, options).Chunk(7))
            {
                yield return new ChatResponseUpdate(ChatRole.Assistant, new string(piece));
            }

            yield return FakeChatClient.Finish();
        }

        public object? GetService(Type serviceType, object? serviceKey = null) => serviceType.IsInstanceOfType(this) ? this : null;

        public void Dispose()
        {
        }

        private string Say(IEnumerable<ChatMessage> messages, ChatOptions? options)
        {
            var seen = new List<string>();
            TextWalk.Collect(messages, seen, []);
            TextWalk.Collect(options, seen, []);
            var text = string.Join(' ', seen);
            return fails ? throw new HttpRequestException($"400: cannot read {text}", new InvalidOperationException(text)) { Data = { ["prompt"] = text } } : text;
        }
    }

    private sealed class KeptCache : IDistributedCache
    {
        private readonly ConcurrentDictionary<string, byte[]> _entries = new();

        public IEnumerable<string> Texts => _entries.SelectMany(entry => new[] { entry.Key, Encoding.UTF8.GetString(entry.Value) });

        public void Clear() => _entries.Clear();

        public byte[]? Get(string key) => _entries.GetValueOrDefault(key);

        public Task<byte[]?> GetAsync(string key, CancellationToken token = default) => Task.FromResult(Get(key));

        public void Refresh(string key)
        {
        }

        public Task RefreshAsync(string key, CancellationToken token = default) => Task.CompletedTask;

        public void Remove(string key) => _entries.TryRemove(key, out _);

        public Task RemoveAsync(string key, CancellationToken token = default) => Task.CompletedTask;

        public void Set(string key, byte[] value, DistributedCacheEntryOptions options) => _entries[key] = value;

        public Task SetAsync(string key, byte[] value, DistributedCacheEntryOptions options, CancellationToken token = default)
        {
            Set(key, value, options);
            return Task.CompletedTask;
        }
    }
}
