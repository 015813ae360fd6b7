using System.Text.Json;
using AiGateway.Client.Resilience;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Testing.Tests;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class SimulatedFaultTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1);

    private readonly Simulated _simulated = new();

    [TestCase(429, null, FailureKind.RateLimited)]
    [TestCase(429, "insufficient_quota", FailureKind.QuotaExhausted)]
    [TestCase(503, null, FailureKind.Overloaded)]
    [TestCase(500, null, FailureKind.ServerError)]
    [TestCase(401, null, FailureKind.Authentication)]
    public async Task Status_CarriesStatusCodeAndRetryAfter(int status, string? code, FailureKind kind)
    {
        foreach (var streamed in new[] { false, true })
        {
            var client = Client(SimulatedFaultKind.Status, fault => (fault.Status, fault.Code, fault.RetryAfter) = (status, code, Second));
            var exception = await Assert.ThrowsAsync<SimulatedProviderException>(() => Simulated.Call(client, streamed));
            Assert.That(exception!.Failure, Is.EqualTo(new ProviderFailure(kind) { StatusCode = status, ErrorCode = code, RetryAfter = Second }));
            Assert.That(exception.Message, Is.EqualTo($"The simulated provider answered with HTTP {status}."));
        }
    }

    [TestCase(SimulatedFaultKind.ContentFilter, FailureKind.ContentFiltered, "content_filter")]
    [TestCase(SimulatedFaultKind.ContextLength, FailureKind.ContextLength, "context_length_exceeded")]
    public async Task Refusal_IsHttp400WithItsCode(SimulatedFaultKind fault, FailureKind kind, string code)
    {
        foreach (var streamed in new[] { false, true })
        {
            var exception = await Assert.ThrowsAsync<SimulatedProviderException>(() => Simulated.Call(Client(fault), streamed));
            Assert.That(exception!.Failure, Is.EqualTo(new ProviderFailure(kind) { StatusCode = 400, ErrorCode = code }));
        }
    }

    [Test]
    public void Classify_OfTheProvider_TellsItsOwnExceptionsOnly()
    {
        var own = new SimulatedProviderException(429, "insufficient_quota", null);
        Assert.That(new SimulatedProvider().Classify(own, null), Is.SameAs(own.Failure));
        Assert.That(new SimulatedProvider().Classify(new IOException(), null), Is.Null);
    }

    [Test]
    public async Task Reset_IsAConnectionError([Values] bool streamed)
    {
        var exception = await Assert.ThrowsAsync<HttpRequestException>(() => Simulated.Call(Client(SimulatedFaultKind.Reset), streamed));
        Assert.That(exception!.HttpRequestError, Is.EqualTo(HttpRequestError.ConnectionError));
    }

    [TestCase(SimulatedFaultKind.Status)]
    [TestCase(SimulatedFaultKind.Reset)]
    [TestCase(SimulatedFaultKind.ContentFilter)]
    [TestCase(SimulatedFaultKind.ContextLength)]
    public async Task GetStreamingResponseAsync_FaultBeforeTheAnswer_DeliversNoUpdate(SimulatedFaultKind kind)
    {
        var (updates, exception) = await Simulated.ReadAsync(Client(kind, fault => fault.AfterChunks = 2));
        Assert.That(updates, Is.Empty);
        Assert.That(exception, Is.Not.Null);
    }

    [TestCase(SimulatedFaultKind.Cut, typeof(IOException))]
    [TestCase(SimulatedFaultKind.BadChunk, typeof(JsonException))]
    public void GetResponseAsync_BrokenAnswer_IsLostWhole(SimulatedFaultKind kind, Type expected) =>
        Assert.That(async () => await Simulated.Call(Client(kind, fault => fault.AfterChunks = 2), streamed: false), Throws.TypeOf(expected));

    [TestCase(SimulatedFaultKind.Cut, typeof(IOException))]
    [TestCase(SimulatedFaultKind.BadChunk, typeof(JsonException))]
    [TestCase(SimulatedFaultKind.MissingFinish, null)]
    public async Task GetStreamingResponseAsync_BrokenAnswer_EndsAfterSoManyChunks(SimulatedFaultKind kind, Type? expected)
    {
        foreach (var (after, delivered) in new[] { (0, ""), (1, "0123"), (2, "01234567"), (3, Simulated.Answer), (4, Simulated.Answer) })
        {
            var (updates, exception) = await Simulated.ReadAsync(Client(kind, fault => fault.AfterChunks = after));
            Assert.That(string.Concat(updates.Select(update => update.Text)), Is.EqualTo(delivered), $"after {after}");
            Assert.That(updates.Select(update => update.FinishReason), Is.All.Null, $"after {after}");
            Assert.That(exception?.GetType(), Is.EqualTo(expected), $"after {after}");
        }
    }

    [Test]
    public async Task MissingFinish_OfAPlainCall_IsAnEmptyAnswer()
    {
        var response = await Simulated.Call(Client(SimulatedFaultKind.MissingFinish), streamed: false);
        Assert.That((response.Messages.Count, response.FinishReason, response.Usage), Is.EqualTo((0, (ChatFinishReason?)null, (UsageDetails?)null)));
    }

    [Test]
    public async Task Silence_LastsUntilCancelled([Values] bool streamed)
    {
        using var source = new CancellationTokenSource();
        var answer = Simulated.Call(Client(SimulatedFaultKind.Silence, fault => fault.Delay = Second), streamed, token: source.Token);
        _simulated.Time.Advance(TimeSpan.FromDays(10));
        Assert.That(answer.IsCompleted, Is.False);
        await source.CancelAsync();
        Assert.That(async () => await answer, Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public async Task SlowFirstToken_AnswersAfterTheDelay([Values] bool streamed)
    {
        var answer = Simulated.Call(Client(SimulatedFaultKind.SlowFirstToken, fault => fault.Delay = Second), streamed);
        _simulated.Time.Advance(Second - Tick);
        Assert.That(answer.IsCompleted, Is.False);
        _simulated.Time.Advance(Tick);
        Assert.That((await answer).Text, Is.EqualTo(Simulated.Answer));
    }

    [TestCase(SimulatedFaultKind.SlowFirstToken)]
    [TestCase(SimulatedFaultKind.Stall)]
    public async Task Delay_NotConfigured_IsForEver(SimulatedFaultKind kind)
    {
        foreach (var streamed in new[] { false, true })
        {
            using var source = new CancellationTokenSource();
            var answer = Simulated.Call(Client(kind), streamed, token: source.Token);
            _simulated.Time.Advance(TimeSpan.FromDays(10));
            Assert.That(answer.IsCompleted, Is.False);
            await source.CancelAsync();
            Assert.That(async () => await answer, Throws.InstanceOf<OperationCanceledException>());
        }
    }

    [Test]
    public async Task Stall_OfAStream_FallsSilentAfterItsChunksAndGoesOn()
    {
        var client = Client(SimulatedFaultKind.Stall, fault => (fault.AfterChunks, fault.Delay) = (1, Second));
        await using var stream = client.GetStreamingResponseAsync("Hi").GetAsyncEnumerator();
        await stream.MoveNextAsync();
        Assert.That((await stream.MoveNextAsync(), stream.Current.Text), Is.EqualTo((true, "0123")));
        var move = stream.MoveNextAsync().AsTask();
        _simulated.Time.Advance(Second - Tick);
        Assert.That(move.IsCompleted, Is.False);
        _simulated.Time.Advance(Tick);
        Assert.That((await move, stream.Current.Text), Is.EqualTo((true, "4567")));
        Assert.That((await stream.MoveNextAsync(), stream.Current.Text), Is.EqualTo((true, "89")));
    }

    [Test]
    public async Task Stall_OfAPlainCall_MakesTheAnswerLate()
    {
        var answer = Simulated.Call(Client(SimulatedFaultKind.Stall, fault => fault.Delay = Second), streamed: false);
        _simulated.Time.Advance(Second - Tick);
        Assert.That(answer.IsCompleted, Is.False);
        _simulated.Time.Advance(Tick);
        Assert.That((await answer).Text, Is.EqualTo(Simulated.Answer));
    }

    private IChatClient Client(SimulatedFaultKind kind, Action<SimulatedFaultOptions>? configure = null)
    {
        var fault = new SimulatedFaultOptions { Kind = kind };
        configure?.Invoke(fault);
        return _simulated.Client(Simulated.Options(fault));
    }
}
