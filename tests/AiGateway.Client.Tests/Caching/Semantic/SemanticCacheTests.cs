using AiGateway.Client.Caching.Semantic;

namespace AiGateway.Client.Tests.Caching.Semantic;

public sealed class SemanticCacheTests
{
    private const string Question = "What is the capital of France?";
    private const string Paraphrase = "What's the capital of France?";

    [Test]
    public async Task TryFind_Paraphrase_IsAHitWithItsScore()
    {
        using var test = new SemanticTest();
        var first = await test.AskAsync(Question);
        var second = await test.FindAsync(Paraphrase);
        Assert.Multiple(() =>
        {
            Assert.That(first.Outcome, Is.EqualTo(SemanticOutcome.Miss));
            Assert.That(second.Outcome, Is.EqualTo(SemanticOutcome.Hit));
            Assert.That(second.Entry!.Text, Is.EqualTo(Question));
            Assert.That(second.Score, Is.EqualTo(1).Within(1e-6));
            Assert.That(test.Counted, Is.EqualTo(new[] { "Miss", "Hit" }));
        });
    }

    [Test]
    public async Task TryFind_WithoutThreshold_IsOffAndEmbedsNothing()
    {
        using var test = new SemanticTest(new SemanticCacheOptions());
        var lookup = await test.AskAsync(Question);
        Assert.That((lookup.Outcome, test.Embedder.Texts.Count, test.Cache.IsOn), Is.EqualTo((SemanticOutcome.Off, 0, false)));
    }

    [Test]
    public async Task TryFind_BelowThreshold_IsAMiss()
    {
        using var test = new SemanticTest();
        test.Embedder.OnEmbed = (text, _) => Task.FromResult(text == Question ? new float[] { 1, 0, 0, 0 } : [0.89f, 0.456f, 0, 0]);
        await test.AskAsync(Question);
        Assert.That((await test.FindAsync(Paraphrase)).Outcome, Is.EqualTo(SemanticOutcome.Miss));
    }

    [Test]
    public async Task TryFind_OtherFact_IsStoppedByItsGate()
    {
        using var test = new SemanticTest();
        await test.AskAsync(Question);
        var lookup = await test.FindAsync("What is the capital of Spain?");
        Assert.That((lookup.Outcome, lookup.Entry), Is.EqualTo((SemanticOutcome.Stopped, (SemanticEntry?)null)));
        Assert.That(test.Counted[^1], Is.EqualTo("Stopped/Entity"));
    }

    [Test]
    public async Task TryFind_NearestIsStopped_NextIsAsked()
    {
        using var test = new SemanticTest();
        test.Embedder.OnEmbed = (text, _) => Task.FromResult(text.Contains("Spain", StringComparison.Ordinal) ? new float[] { 1, 0, 0, 0.1f } : [1, 0, 0, 0]);
        await test.AskAsync("What's the capital of Spain?");
        await test.AskAsync(Question);
        var lookup = await test.FindAsync("Capital of Spain?");
        Assert.That(lookup.Entry!.Text, Is.EqualTo("What's the capital of Spain?"));
    }

    [Test]
    public async Task TryFind_OtherTenant_SharesNothing()
    {
        using var test = new SemanticTest();
        await test.AskAsync(Question, "tenant-a");
        Assert.That((await test.FindAsync(Question, "tenant-b")).Outcome, Is.EqualTo(SemanticOutcome.Miss));
        Assert.That(test.Cache.Partitions.Count, Is.EqualTo(2));
    }

    [Test]
    public async Task TryFind_ForgedDelimiter_DoesNotReachAnotherScope()
    {
        using var test = new SemanticTest();
        await test.AskAsync(Question, "tenant-a|system");
        foreach (var (fingerprint, question) in ((string, string)[])[("tenant-a", "|system" + Question), ("tenant-a|system\0", Question), ("tenant-a", $"\0system\0{Question}")])
        {
            Assert.That((await test.FindAsync(question, fingerprint)).Outcome, Is.EqualTo(SemanticOutcome.Miss), fingerprint);
        }
    }

    [Test]
    public void PartitionKey_PartsThatRunTogether_Differ() =>
        Assert.That(PartitionKey.Of("ab", "c"u8), Is.Not.EqualTo(PartitionKey.Of("a", "bc"u8)));

    [Test]
    public async Task TryFind_EmbedderReplaced_FindsNothingOfTheFormer([Values("model", "version", "dimensions")] string what)
    {
        using var before = new SemanticTest(new SemanticCacheOptions { Threshold = 0.9, Persist = true, SaveDelay = TimeSpan.Zero }, distributed: new FakeDistributedCache());
        await before.AskAsync(Question);
        var identity = before.Cache.Partitions.All.Single().Key;
        using var after = new SemanticTest(
            new SemanticCacheOptions { Threshold = 0.9, EmbedderVersion = what == "version" ? "2" : null },
            new FakeEmbedder(what == "model" ? "embedder-2" : "embedder-1", what == "dimensions" ? 4 : 8));
        await after.AskAsync(Question);
        Assert.That(after.Cache.Partitions.All.Single().Key, Is.Not.EqualTo(identity));
    }

    [Test]
    public async Task TryFind_SlowEmbedderThatIgnoresItsToken_IsAMissAfterTheDeadline()
    {
        using var test = new SemanticTest();
        var never = new TaskCompletionSource<float[]>();
        test.Embedder.OnEmbed = (_, _) => never.Task;
        var find = test.FindAsync(Question);
        Assert.That(find.IsCompleted, Is.False);
        test.Time.Advance(TimeSpan.FromMilliseconds(250));
        var lookup = await find;
        Assert.That((lookup.Outcome, lookup.CanStore), Is.EqualTo((SemanticOutcome.EmbeddingTimeout, false)));
        Assert.That(test.Counted, Is.EqualTo(new[] { "EmbeddingTimeout" }));
    }

    [Test]
    public async Task TryFind_FailingEmbedder_IsAMiss([Values("throws", "throwsAtOnce", "zero", "nan", "empty")] string how)
    {
        using var test = new SemanticTest();
        test.Embedder.OnEmbed = (_, _) => how switch
        {
            "throws" => Task.FromException<float[]>(new HttpRequestException("down")),
            "throwsAtOnce" => throw new InvalidOperationException("broken"),
            "zero" => Task.FromResult(new float[8]),
            "nan" => Task.FromResult(new[] { float.NaN, 1 }),
            _ => Task.FromResult(Array.Empty<float>()),
        };
        var lookup = await test.AskAsync(Question);
        Assert.That((lookup.Outcome, lookup.CanStore), Is.EqualTo((SemanticOutcome.EmbeddingFailed, false)));
    }

    [Test]
    public void TryFind_CancelledByTheCaller_PassesThrough()
    {
        using var test = new SemanticTest();
        using var source = new CancellationTokenSource();
        test.Embedder.OnEmbed = (_, token) => Task.Delay(Timeout.InfiniteTimeSpan, test.Time, token).ContinueWith(_ => Array.Empty<float>(), TaskScheduler.Default);
        var find = test.FindAsync(Question, cancellationToken: source.Token);
        source.Cancel();
        Assert.That(async () => await find, Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public async Task TryFind_OtherPseudonym_IsStopped()
    {
        using var test = new SemanticTest();
        await test.AskAsync("Which plan does [EMAIL_ADDRESS_7K3Q9F] have?");
        var other = await test.FindAsync("Which plan does [EMAIL_ADDRESS_8M4RAG] have?");
        var same = await test.FindAsync("Which plan has [EMAIL_ADDRESS_7K3Q9F]?");
        Assert.That((other.Outcome, same.Outcome), Is.EqualTo((SemanticOutcome.Stopped, SemanticOutcome.Hit)));
        Assert.That(test.Counted[1], Is.EqualTo("Stopped/Pseudonym"));
    }

    [Test]
    public async Task TryFind_DryRun_CountsAndLogsButServesNothing()
    {
        using var test = new SemanticTest(new SemanticCacheOptions { Threshold = 0.9, DryRun = true });
        await test.AskAsync(Question);
        var lookup = await test.AskAsync(Paraphrase, requestId: "r2");
        Assert.Multiple(() =>
        {
            Assert.That(lookup.Outcome, Is.EqualTo(SemanticOutcome.DryRunHit));
            Assert.That(test.Counted, Is.EqualTo(new[] { "Miss", "DryRunHit" }));
            Assert.That(test.Cache.Partitions.All.Single().Vectors.Count, Is.EqualTo(2), "what is asked in a dry run is stored as usual");
            Assert.That(test.Cache.ReportFalseHit("r2"), Is.False, "nothing was served");
        });
    }

    [Test]
    public async Task ReportFalseHit_ServedRequest_RemovesTheEntryAndBlocksThePair()
    {
        using var test = new SemanticTest();
        await test.AskAsync(Question);
        await test.FindAsync(Paraphrase, requestId: "r2");
        Assert.That(test.Cache.ReportFalseHit("r2"), Is.True);
        var after = await test.AskAsync(Paraphrase, requestId: "r3");
        var reverse = await test.AskAsync(Question, requestId: "r4");
        Assert.Multiple(() =>
        {
            Assert.That(after.Outcome, Is.EqualTo(SemanticOutcome.Miss));
            Assert.That(reverse.Outcome, Is.EqualTo(SemanticOutcome.Stopped));
            Assert.That(test.Counted, Does.Contain("aigateway.cache.semantic.false_hits").And.Contain("Stopped/Reported"));
            Assert.That(test.Cache.ReportFalseHit("r2"), Is.False, "once is enough");
            Assert.That(test.Cache.ReportFalseHit("unknown"), Is.False);
        });
    }

    [Test]
    public async Task Verifier_SaysNo_IsAMiss([Values("no", "throws", "hangs")] string how)
    {
        var asked = new List<SemanticMatch>();
        var verifier = new FakeVerifier((match, _) =>
        {
            asked.Add(match);
            return how switch { "no" => Task.FromResult(false), "throws" => Task.FromException<bool>(new InvalidOperationException()), _ => new TaskCompletionSource<bool>().Task };
        });
        using var test = new SemanticTest(verifier: verifier);
        await test.AskAsync(Question);
        var find = test.FindAsync(Paraphrase);
        if (how == "hangs")
        {
            Assert.That(find.IsCompleted, Is.False);
            test.Time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.That((await find).Outcome, Is.EqualTo(SemanticOutcome.Rejected));
        Assert.That(asked.Select(match => (match.Question, match.StoredQuestion)), Is.EqualTo(new[] { (Paraphrase, Question) }));
    }

    [Test]
    public async Task Verifier_SaysYes_IsAHit()
    {
        using var test = new SemanticTest(verifier: new FakeVerifier((_, _) => Task.FromResult(true)));
        await test.AskAsync(Question);
        Assert.That((await test.FindAsync(Paraphrase)).Outcome, Is.EqualTo(SemanticOutcome.Hit));
    }

    [Test]
    public async Task TryFind_ExpiredEntry_IsAMiss()
    {
        using var test = new SemanticTest();
        await test.AskAsync(Question, lifetime: TimeSpan.FromMinutes(1));
        test.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.That((await test.FindAsync(Paraphrase)).Outcome, Is.EqualTo(SemanticOutcome.Miss));
    }

    [Test]
    public async Task Forget_AnswerHasGone_LetsItBeStoredAgain()
    {
        using var test = new SemanticTest();
        await test.AskAsync(Question);
        var again = SemanticCache.Forget(await test.FindAsync(Paraphrase));
        test.Cache.Conclude(again, "r2");
        test.Cache.Store(again, test.Time.GetUtcNow().AddHours(1));
        Assert.That((await test.FindAsync(Question)).Entry!.Text, Is.EqualTo(Paraphrase));
        Assert.That(test.Counted, Does.Contain("Gone"));
    }

    [Test]
    public async Task Store_MorePartitionsThanMayBe_DropsTheLeastRecentlyAsked()
    {
        using var test = new SemanticTest(new SemanticCacheOptions { Threshold = 0.9, MaxPartitions = 2 });
        await test.AskAsync(Question, "a");
        await test.AskAsync(Question, "b");
        await test.FindAsync(Paraphrase, "a");
        await test.AskAsync(Question, "c");
        Assert.That(test.Cache.Partitions.Count, Is.EqualTo(2));
        Assert.That((await test.FindAsync(Paraphrase, "a")).Outcome, Is.EqualTo(SemanticOutcome.Hit));
    }

    [Test]
    public async Task Store_MoreBytesThanMayBe_StaysWithinTheBound()
    {
        using var test = new SemanticTest(new SemanticCacheOptions { Threshold = 0.9, MaxBytes = 1 << 20 });
        for (var i = 0; i < 60; i++)
        {
            await test.AskAsync($"Question number {i}? {new string('x', 10_000)}", $"tenant-{i % 3}");
        }

        Assert.That(test.Cache.Partitions.Bytes, Is.InRange(1, 1 << 20));
        Assert.That((await test.FindAsync($"Question number 59? {new string('x', 10_000)}", "tenant-2")).Outcome, Is.EqualTo(SemanticOutcome.Hit));
    }

    [Test]
    public async Task TryFindAndStore_AtOnce_ServeOnlyTheRightAnswer()
    {
        using var test = new SemanticTest(new SemanticCacheOptions { Threshold = 0.9, MaxEntries = 50 });
        await Task.WhenAll(Enumerable.Range(0, 8).Select(worker => Task.Run(async () =>
        {
            for (var i = 0; i < 300; i++)
            {
                var number = (i * 7) + worker;
                var lookup = await test.AskAsync($"What is item {number}?", $"tenant-{i % 2}", requestId: $"{worker}-{i}");
                if (lookup.Entry is { } entry)
                {
                    Assert.That(entry.Text, Is.EqualTo($"What is item {number}?"));
                }
            }
        })));
        Assert.That(test.Cache.Partitions.All.Select(partition => partition.Vectors.Count), Is.All.LessThanOrEqualTo(50));
    }

    [Test]
    public void CalibrateAsync_WithoutSimilarity_Embeds()
    {
        using var test = new SemanticTest();
        var pairs = Enumerable.Range(0, 10).Select(_ => new SemanticPair(Question, Paraphrase, IsSame: true));
        Assert.That(async () => (await test.Cache.CalibrateAsync(pairs)).ObservedThreshold, Is.EqualTo(1).Within(1e-6));
        Assert.That(test.Embedder.Texts, Has.Count.EqualTo(20));
    }
}
