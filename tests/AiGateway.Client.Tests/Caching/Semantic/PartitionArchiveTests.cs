using AiGateway.Client.Caching.Semantic;

namespace AiGateway.Client.Tests.Caching.Semantic;

public sealed class PartitionArchiveTests
{
    private const string Question = "What is the capital of France?";
    private const string Paraphrase = "What's the capital of France?";

    [Test]
    public async Task Load_AfterASave_FindsWhatAnotherProcessStored()
    {
        var shared = new FakeDistributedCache();
        using (var first = Create(shared))
        {
            await first.AskAsync(Question);
            Assert.That(shared.Writes, Is.Zero, "saved later");
            first.Time.Advance(TimeSpan.FromSeconds(5));
            Assert.That(shared.Writes, Is.EqualTo(1));
        }

        using var second = Create(shared);
        var lookup = await second.FindAsync(Paraphrase);
        Assert.That(lookup.Outcome, Is.EqualTo(SemanticOutcome.Hit));
        Assert.That(lookup.Entry!.Text, Is.EqualTo(Question));
        Assert.That((await second.FindAsync(Paraphrase, "tenant-b")).Outcome, Is.EqualTo(SemanticOutcome.Miss));
    }

    [Test]
    public async Task Save_SeveralChanges_WritesOnce()
    {
        var shared = new FakeDistributedCache();
        using var test = Create(shared);
        await test.AskAsync("Where is Rome?");
        await test.AskAsync("Where is Oslo?");
        test.Time.Advance(TimeSpan.FromSeconds(5));
        Assert.That(shared.Writes, Is.EqualTo(1));
    }

    [Test]
    public async Task Save_TwoProcesses_LoseNothing()
    {
        var shared = new FakeDistributedCache();
        using var first = Create(shared);
        using var second = Create(shared);
        await first.AskAsync("Where is Rome?");
        await second.AskAsync("Where is Oslo?");
        first.Time.Advance(TimeSpan.FromSeconds(5));
        second.Time.Advance(TimeSpan.FromSeconds(5));
        using var third = Create(shared);
        Assert.That((await third.FindAsync("Where is Rome?")).Outcome, Is.EqualTo(SemanticOutcome.Hit));
        Assert.That((await third.FindAsync("Where is Oslo?")).Outcome, Is.EqualTo(SemanticOutcome.Hit));
    }

    [Test]
    public async Task Dispose_WithChanges_SavesThem()
    {
        var shared = new FakeDistributedCache();
        using var test = Create(shared);
        await test.AskAsync(Question);
        await test.Cache.DisposeAsync();
        Assert.That(shared.Writes, Is.EqualTo(1));
    }

    [Test]
    public async Task Load_ReportedPair_StaysBlocked()
    {
        var shared = new FakeDistributedCache();
        using (var first = Create(shared))
        {
            await first.AskAsync(Question);
            await first.FindAsync(Paraphrase, requestId: "r2");
            first.Cache.ReportFalseHit("r2");
            await first.AskAsync(Paraphrase);
            await first.Cache.DisposeAsync();
        }

        using var second = Create(shared);
        Assert.That((await second.FindAsync(Question)).Outcome, Is.EqualTo(SemanticOutcome.Stopped));
    }

    [Test]
    public async Task Save_AfterAReport_DoesNotBringTheEntryBack()
    {
        var shared = new FakeDistributedCache();
        using var test = Create(shared);
        await test.AskAsync(Question);
        test.Time.Advance(TimeSpan.FromSeconds(5));
        await test.FindAsync(Paraphrase, requestId: "r2");
        test.Cache.ReportFalseHit("r2");
        test.Time.Advance(TimeSpan.FromSeconds(5));
        Assert.That(shared.Writes, Is.EqualTo(2));
        using var second = Create(shared);
        Assert.That((await second.FindAsync(Question)).Outcome, Is.EqualTo(SemanticOutcome.Miss));
    }

    [Test]
    public async Task Load_SlowStore_HoldsTheRequestNoLongerThanAnEmbeddingMayTake()
    {
        var shared = new FakeDistributedCache();
        using (var first = Create(shared))
        {
            await first.AskAsync(Question);
            await first.Cache.DisposeAsync();
        }

        var slow = new TaskCompletionSource();
        shared.Before = _ => slow.Task;
        using var second = Create(shared);
        var ask = second.FindAsync(Paraphrase);
        Assert.That(ask.IsCompleted, Is.False);
        second.Time.Advance(TimeSpan.FromMilliseconds(250));
        Assert.That((await ask).Outcome, Is.EqualTo(SemanticOutcome.Miss));
        slow.SetResult();
        await second.Cache.Partitions.All.Single().Loading!;
        Assert.That((await second.FindAsync(Paraphrase)).Outcome, Is.EqualTo(SemanticOutcome.Hit));
    }

    [Test]
    public async Task Load_DamagedOrUnknown_IsEmpty([Values("flipped", "cut", "empty", "noise", "version")] string damage)
    {
        var shared = new FakeDistributedCache();
        using (var first = Create(shared))
        {
            await first.AskAsync(Question);
            await first.Cache.DisposeAsync();
        }

        var (key, bytes) = shared.Values.Single();
        shared.Values[key] = damage switch
        {
            "flipped" => [.. bytes[..40], (byte)(bytes[40] ^ 1), .. bytes[41..]],
            "cut" => bytes[..^9],
            "empty" => [],
            "noise" => [.. Enumerable.Range(0, 400).Select(i => (byte)(i * 31))],
            _ => Reseal([.. bytes[..4], 99, .. bytes[5..^16]]),
        };
        using var second = Create(shared);
        Assert.That((await second.FindAsync(Question)).Outcome, Is.EqualTo(SemanticOutcome.Miss));
        Assert.That(second.Log.Entries.Select(entry => entry.Id.Id), Does.Contain(10104));
    }

    [Test]
    public void Read_AnyCutOrResealedNoise_IsNullOrAPartition()
    {
        var entry = new SemanticEntry("id", Question, [1, 0], long.MaxValue);
        var bytes = PartitionFormat.Write("me", 2, [new BlockedPair(1, 2)], [entry], 4096);
        for (var i = 0; i < bytes.Length - 16; i++)
        {
            Assert.That(PartitionFormat.Read(Reseal(bytes[..i]), "me", 2), Is.Null);
            byte[] changed = [.. bytes[..i], (byte)~bytes[i], .. bytes[(i + 1)..^16]];
            Assert.DoesNotThrow(() => PartitionFormat.Read(Reseal(changed), "me", 2));
        }

        var read = PartitionFormat.Read(bytes, "me", 2)!;
        Assert.That((read.Blocked.Single(), read.Entries.Single().Text), Is.EqualTo((new BlockedPair(1, 2), Question)));
        Assert.That(PartitionFormat.Read(bytes, "other", 2), Is.Null);
        Assert.That(PartitionFormat.Read(bytes, "me", 3), Is.Null);
    }

    [Test]
    public void Write_MoreThanFits_KeepsWhatWasLastOfUse()
    {
        var entries = Enumerable.Range(0, 100).Select(i => new SemanticEntry($"{i}", $"question {i}", [1, 0], long.MaxValue) { LastUse = i }).ToList();
        var bytes = PartitionFormat.Write("me", 2, [], entries, 2000);
        Assert.That(bytes, Has.Length.LessThanOrEqualTo(2000));
        Assert.That(PartitionFormat.Read(bytes, "me", 2)!.Entries[0].Text, Is.EqualTo("question 99"));
    }

    [Test]
    public async Task Load_SlowOrBrokenStore_CostsATimeoutAndNoAnswer([Values("slow", "broken")] string how)
    {
        var shared = new FakeDistributedCache
        {
            Before = _ => how == "slow" ? new TaskCompletionSource().Task : Task.FromException(new IOException("down")),
        };
        using var test = Create(shared);
        var ask = test.AskAsync(Question);
        if (how == "slow")
        {
            Assert.That(ask.IsCompleted, Is.False);
            test.Time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.That((await ask).Outcome, Is.EqualTo(SemanticOutcome.Miss));
        Assert.That((await test.FindAsync(Paraphrase)).Outcome, Is.EqualTo(SemanticOutcome.Hit));
        Assert.That(test.Log.Entries.Select(entry => entry.Id.Id), Does.Contain(10102));
    }

    private static SemanticTest Create(FakeDistributedCache shared) => new(new SemanticCacheOptions { Threshold = 0.9, Persist = true }, distributed: shared);

    private static byte[] Reseal(byte[] content) => [.. content, .. System.Security.Cryptography.SHA256.HashData(content).AsSpan(0, 16)];
}
