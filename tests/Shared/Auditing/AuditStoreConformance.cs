using AiGateway.Client.Auditing.Chain;
using AiGateway.Client.Context;
using AiGateway.Client.Pipeline;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace AiGateway.Client.Tests.Auditing;

/// <summary>What every sink keeps, and what is found out about a chain that somebody has laid hands on.</summary>
public abstract class AuditStoreConformance
{
    private const string Settings = """
        { "AiGateway": {
            "Providers": { "sim": { "Type": "Simulated" }, "down": { "Type": "Simulated", "Faults": { "all": { "Kind": "Status" } } } },
            "DefaultRoute": "chat",
            "Routes": {
                "chat": { "Targets": { "main": { "Provider": "sim", "Model": "m" } } },
                "broken": { "Retry": { "MaxRetries": 0 }, "Targets": { "main": { "Provider": "down", "Model": "m" } } } },
            "Auditing": { "ChainKey": "a chain key for tests only", "Key": "an audit key for tests only", "CheckpointInterval": 5, "BatchSize": 2 } } }
        """;

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    private protected FakeTimeProvider Time => _time;

    private protected abstract IAuditStore Store { get; }

    private protected abstract void AddSink(IAiGatewayBuilder builder);

    /// <summary>Changes one byte of an entry.</summary>
    private protected abstract Task ChangeAsync(long sequence);

    private protected abstract Task RemoveAsync(long sequence);

    /// <summary>Lets two entries change places.</summary>
    private protected abstract Task SwapAsync(long first, long second);

    /// <summary>Removes an entry and all after it.</summary>
    private protected abstract Task TruncateAsync(long sequence);

    /// <summary>Puts the text of one entry in the place of another.</summary>
    private protected abstract Task OverwriteAsync(long sequence, Func<string, string> change);

    [Test]
    public async Task Verify_Untouched_IsIntactAndEnded([Values] bool streamed)
    {
        await FillAsync(12, streamed);
        var chain = await VerifyOneAsync();
        Assert.That(chain.Findings, Is.Empty);
        Assert.That((chain.First, chain.Last, chain.Count, chain.IsEnded), Is.EqualTo((1L, 12L, 12L, true)));
        Assert.That(chain.LastLocation, Is.Not.Empty);
    }

    [Test]
    public async Task Verify_FailedAndRejectedRequests_AreInTheChain([Values] bool streamed)
    {
        await using (var services = Create())
        {
            await AskAsync(services, streamed, "broken");
            await AskAsync(services, streamed, "nowhere");
        }

        var chain = await VerifyOneAsync();
        Assert.That((chain.Findings.Count, chain.Last), Is.EqualTo((0, 2L)));
    }

    [TestCase(1)]
    [TestCase(6)]
    [TestCase(12)]
    public async Task Verify_ChangedByte_IsFoundWhereItIs(long sequence)
    {
        await FillAsync(12);
        await ChangeAsync(sequence);
        AssertOnly(await VerifyOneAsync(), AuditFindingKind.Changed, sequence);
    }

    [TestCase(1)]
    [TestCase(6)]
    public async Task Verify_RemovedRecord_IsFound(long sequence)
    {
        await FillAsync(12);
        await RemoveAsync(sequence);
        AssertOnly(await VerifyOneAsync(), AuditFindingKind.Missing, sequence);
    }

    [TestCase(1, 2)]
    [TestCase(6, 7)]
    [TestCase(3, 9)]
    public async Task Verify_SwappedRecords_AreFound(long first, long second)
    {
        await FillAsync(12);
        await SwapAsync(first, second);
        var chain = await VerifyOneAsync();
        Assert.That(chain.Findings.Select(finding => finding.Kind), Has.Some.EqualTo(AuditFindingKind.Reordered));
        Assert.That(chain.Findings.Select(finding => finding.Sequence), Has.All.InRange(first, second));
    }

    [TestCase(12)]
    [TestCase(11)]
    [TestCase(6)]
    public async Task Verify_Truncated_IsFoundByTheCheckpoints(long sequence)
    {
        await FillAsync(12);
        await TruncateAsync(sequence);
        var chain = await VerifyOneAsync();
        AssertOnly(chain, AuditFindingKind.Truncated, sequence);
        Assert.That((chain.Last, chain.IsEnded), Is.EqualTo((sequence - 1, false)));
        Assert.That(chain.Findings[0].Message, Does.Contain($"ends at record {sequence - 1}").And.Contain("has seen record 12"));
    }

    [Test]
    public async Task Verify_RecordWrittenAnew_IsFoundAtTheNextOne()
    {
        await FillAsync(12);
        await OverwriteAsync(7, AuditLines.Forge);
        var chain = await VerifyOneAsync();
        AssertOnly(chain, AuditFindingKind.Unchained, 8);
        Assert.That(chain.Findings[0].Message, Does.Contain("record 7 was written anew"));
    }

    [Test]
    public async Task Verify_NoEntryAtAll_IsFound()
    {
        await FillAsync(12);
        await OverwriteAsync(7, _ => "nothing");
        AssertOnly(await VerifyOneAsync(), AuditFindingKind.Unreadable, 7);
    }

    [Test]
    public async Task Verify_OtherChainKey_IsFound()
    {
        await FillAsync(3);
        var verification = await AuditVerifier.VerifyAsync(Store, new AuditVerificationOptions { TimeProvider = _time, ChainKey = "another chain key for tests" });
        Assert.That(verification.Chains.Single().Findings.Select(finding => finding.Kind), Is.Not.Empty.And.All.EqualTo(AuditFindingKind.Unsealed));
    }

    [Test]
    public async Task Verify_SeveralRuns_HaveChainsOfTheirOwn()
    {
        await FillAsync(3);
        await FillAsync(4);
        var verification = await VerifyAsync();
        Assert.That(verification.IsIntact);
        Assert.That(verification.Chains.Select(chain => chain.Last), Is.EquivalentTo(new[] { 3L, 4L }));
    }

    [Test]
    public async Task Retention_WhatIsOlder_IsDeletedAndNotMissed()
    {
        await using (var services = Create())
        {
            // A batch for each, or the end of the first would share the time of the second.
            for (var i = 0; i < 10; i++)
            {
                _time.Advance(TimeSpan.FromDays(i == 0 ? 0 : 30));
                await AskAsync(services, streamed: false);
                await FlushAsync(services);
            }
        }

        var chain = await VerifyOneAsync();
        Assert.That(chain.Findings, Is.Empty);
        Assert.That((chain.First, chain.Last, chain.Count), Is.EqualTo((4L, 10L, 7L)));
        await RemoveAsync(4);
        AssertOnly(await VerifyOneAsync(), AuditFindingKind.Missing, 1);
    }

    private protected async Task FillAsync(int count, bool streamed = false)
    {
        await using var services = Create();
        for (var i = 0; i < count; i++)
        {
            await AskAsync(services, streamed);
            await FlushAsync(services);
        }
    }

    private protected async Task<AuditChain> VerifyOneAsync() => (await VerifyAsync()).Chains.Single();

    private static async Task AskAsync(ServiceProvider services, bool streamed, string? route = null)
    {
        var chat = services.GetRequiredService<IChatClient>();
        var options = new GatewayChatOptions { Route = route, Caller = new() { Tenant = "acme", User = "u1" } };
        try
        {
            _ = streamed ? await chat.GetStreamingResponseAsync("Hi", options).ToChatResponseAsync() : await chat.GetResponseAsync("Hi", options);
        }
        catch (AiGatewayException) when (route is not null)
        {
            // That is what the record is about.
        }
    }

    private static async Task FlushAsync(ServiceProvider services)
    {
        var last = services.GetRequiredService<MemoryAuditSink>();
        var asked = last.Asked;
        while (last.Records.Count < asked)
        {
            await Task.Yield();
        }
    }

    private Task<AuditVerification> VerifyAsync() => AuditVerifier.VerifyAsync(Store, new AuditVerificationOptions { TimeProvider = _time, ChainKey = "a chain key for tests only" });

    private static void AssertOnly(AuditChain chain, AuditFindingKind kind, long sequence)
    {
        Assert.That(chain.Findings.Select(finding => (finding.Kind, finding.Sequence)), Is.EqualTo(new[] { (kind, sequence) }), string.Join('\n', chain.Findings));
        Assert.That(chain.Findings[0].Location, Is.Not.Empty);
    }

    private ServiceProvider Create()
    {
        using var json = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(Settings));
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(_time);
        var builder = services.AddAiGateway(new ConfigurationBuilder().AddJsonStream(json).Build().GetSection("AiGateway")).AddSimulated();
        AddSink(builder);
        var last = new MemoryAuditSink();
        services.AddSingleton(last);
        builder.AddAuditSink(last).AddDecorator(GatewayStage.Outer, (inner, _) => new CountingClient(inner, last));
        return services.BuildServiceProvider();
    }

    private sealed class CountingClient(IChatClient inner, MemoryAuditSink sink) : DelegatingChatClient(inner)
    {
        public override Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
        {
            sink.Asked++;
            return base.GetResponseAsync(messages, options, cancellationToken);
        }

        public override IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
        {
            sink.Asked++;
            return base.GetStreamingResponseAsync(messages, options, cancellationToken);
        }
    }
}
