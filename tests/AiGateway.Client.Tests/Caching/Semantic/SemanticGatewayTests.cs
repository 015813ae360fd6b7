using AiGateway.Client.Caching;
using AiGateway.Client.Caching.Semantic;
using AiGateway.Client.Context;
using AiGateway.Client.Metering;
using AiGateway.Client.Tests.Redaction;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using static AiGateway.Client.Tests.Caching.Semantic.SemanticGateway;

namespace AiGateway.Client.Tests.Caching.Semantic;

/// <summary>The semantic tier behind the exact cache, as <c>AddAiGateway</c> builds it.</summary>
public sealed class SemanticGatewayTests
{
    [Test]
    public async Task Paraphrase_GetsTheAnswer_SpendsNothing_AndSaysSo([Values] bool streamed)
    {
        await using var test = new SemanticGateway();
        var (first, second) = (await test.AskAsync(streamed, Question), await test.AskAsync(!streamed, Paraphrase));
        var (paid, saved) = (first.GetGatewayResult(), second.GetGatewayResult());
        Assert.That((paid.Cache.Status, saved.Cache.Status), Is.EqualTo((CacheStatus.Miss, CacheStatus.SemanticHit)));
        Assert.That(saved.Cache.Score, Is.EqualTo(1).Within(1e-6));
        Assert.That((second.Text, test.Calls), Is.EqualTo(($"Asked: {Question}", 1)));
        Assert.That((saved.Attempts.Count, saved.Cost, saved.SavedCost, saved.UsageStatus), Is.EqualTo((0, 0m, paid.Cost, UsageStatus.CacheHit)));
        Assert.That(paid.Cost, Is.GreaterThan(0));
        Assert.That(second.Usage!.TotalTokenCount, Is.Zero);
    }

    [Test]
    public async Task SameQuestion_IsAnExactHit_AndEmbedsNothing([Values] bool streamed)
    {
        await using var test = new SemanticGateway();
        await test.AskAsync(streamed, Question);
        Assert.That(await test.StatusAsync(streamed, Question), Is.EqualTo(CacheStatus.Hit));
        Assert.That(test.Embedder.Texts, Is.EqualTo(new[] { Question }));
    }

    [Test]
    public async Task Embedder_SeesOnlyTheLastTextOfTheUser([Values] bool streamed)
    {
        await using var test = new SemanticGateway();
        var options = new GatewayChatOptions { Instructions = "Be brief." };
        await test.AskAsync(streamed, [new(ChatRole.System, "You are a guide."), new(ChatRole.User, Question)], options);
        Assert.That(test.Embedder.Texts, Is.EqualTo(new[] { Question }));
    }

    [Test]
    public async Task WithoutThresholdOrEmbedder_IsOff([Values] bool streamed)
    {
        await using var test = new SemanticGateway(semantic: "");
        await test.AskAsync(streamed, Question);
        Assert.That(await test.StatusAsync(streamed, Paraphrase), Is.EqualTo(CacheStatus.Miss));
        Assert.That(test.Embedder.Texts, Is.Empty);
        await using var bare = new TestGateway(Json(""" "Threshold": 0.9 """));
        Assert.That((await bare.Client.GetResponseAsync(Question)).GetGatewayResult().Cache.Status, Is.EqualTo(CacheStatus.Miss));
        Assert.That(bare.Log.Entries.Select(entry => entry.Id.Id), Does.Contain(10106));
    }

    [TestCase("How do I cook rice for 3 guests?", "How do I cook rice for 7 guests?", TestName = "Gate_Number")]
    [TestCase("Is the museum open on 4 July?", "Is the museum open on 9 August?", TestName = "Gate_Date")]
    [TestCase("Where is parcel QX-7719-B?", "Where is parcel QX-7791-B?", TestName = "Gate_Identifier")]
    [TestCase("Is it legal to fish here?", "Is it not legal to fish here?", TestName = "Gate_Negation")]
    [TestCase("What is the capital of France?", "What is the capital of Norway?", TestName = "Gate_Entity")]
    [TestCase("How do I get from Lyon to Turin?", "How do I get from Turin to Lyon?", TestName = "Gate_Order")]
    [TestCase("What does \"alpha\" mean?", "What does \"omega\" mean?", TestName = "Gate_Quote")]
    public async Task Gates_StopWhatTheEmbedderHardlySees(string stored, string asked)
    {
        foreach (var streamed in (bool[])[false, true])
        {
            await using var test = new SemanticGateway();
            await test.AskAsync(streamed, stored);
            var answer = await test.AskAsync(streamed, asked);
            Assert.That((answer.GetGatewayResult().Cache.Status, answer.Text), Is.EqualTo((CacheStatus.Miss, $"Asked: {asked}")));
        }
    }

    [Test]
    public async Task EmbedderIsSlow_IsAMissAfterTheDeadline([Values] bool streamed)
    {
        await using var test = new SemanticGateway();
        await test.AskAsync(streamed, Question);
        test.Embedder.OnEmbed = (_, _) => new TaskCompletionSource<float[]>().Task;
        var start = test.Time.GetUtcNow();
        var answer = await test.Gateway.RunAsync(test.AskAsync(streamed, Paraphrase));
        Assert.That((answer.GetGatewayResult().Cache.Status, answer.Text), Is.EqualTo((CacheStatus.Miss, $"Asked: {Paraphrase}")));
        Assert.That(test.Time.GetUtcNow() - start, Is.EqualTo(TimeSpan.FromMilliseconds(250)));
        Assert.That(await test.StatusAsync(streamed, Paraphrase), Is.EqualTo(CacheStatus.Hit), "the exact cache has it all the same");
    }

    [Test]
    public async Task EmbedderFails_IsAMiss([Values] bool streamed)
    {
        await using var test = new SemanticGateway();
        await test.AskAsync(streamed, Question);
        test.Embedder.OnEmbed = (_, _) => Task.FromException<float[]>(new HttpRequestException("down"));
        Assert.That(await test.StatusAsync(streamed, Paraphrase), Is.EqualTo(CacheStatus.Miss));
    }

    [Test]
    public async Task OtherTenant_GetsNothing_UnlessSharedByName([Values] bool streamed)
    {
        await using var apart = new SemanticGateway();
        await apart.AskAsync(streamed, Question, Tenant("acme"));
        Assert.That(await apart.StatusAsync(streamed, Paraphrase, Tenant("umbrella")), Is.EqualTo(CacheStatus.Miss));
        Assert.That(await apart.StatusAsync(streamed, "Capital of France?", Tenant("acme")), Is.EqualTo(CacheStatus.SemanticHit));
        await using var shared = new SemanticGateway(caching: """ "PartitionBy": "Shared", """);
        await shared.AskAsync(streamed, Question, Tenant("acme"));
        Assert.That(await shared.StatusAsync(streamed, Paraphrase, Tenant("umbrella")), Is.EqualTo(CacheStatus.SemanticHit));
    }

    [Test]
    public async Task AnythingElseDiffers_IsAMiss([Values] bool streamed)
    {
        await using var test = new SemanticGateway();
        await test.AskAsync(streamed, [new(ChatRole.System, "Answer in prose."), new(ChatRole.User, Question)], new GatewayChatOptions { Temperature = 0 });
        async Task<CacheStatus> Status(string system, GatewayChatOptions options) =>
            (await test.AskAsync(streamed, [new(ChatRole.System, system), new(ChatRole.User, Paraphrase)], options)).GetGatewayResult().Cache.Status;
        Assert.That(await Status("Answer in verse.", new GatewayChatOptions { Temperature = 0 }), Is.EqualTo(CacheStatus.Miss));
        Assert.That(await Status("Answer in prose.", new GatewayChatOptions { Temperature = 1 }), Is.EqualTo(CacheStatus.Miss));
        Assert.That(await Status("Answer in prose.", new GatewayChatOptions { Temperature = 0, ResponseFormat = ChatResponseFormat.Json }), Is.EqualTo(CacheStatus.Miss));
        Assert.That(await Status("Answer in prose.", new GatewayChatOptions { Temperature = 0 }), Is.EqualTo(CacheStatus.SemanticHit));
    }

    [Test]
    public async Task ToolsTurnsContentAndPersonalRequests_EmbedNothing([Values] bool streamed)
    {
        await using var test = new SemanticGateway(section: """ "Redaction": { "DefaultAction": "Pseudonymize", "BinaryContent": "Allow" }, """);
        await test.AskAsync(streamed, Question, new GatewayChatOptions { Tools = [AIFunctionFactory.Create(() => "x", "lookup")] });
        await test.AskAsync(streamed, [new(ChatRole.User, "Hi"), new(ChatRole.Assistant, "Hello"), new(ChatRole.User, Question)]);
        await test.AskAsync(streamed, [new(ChatRole.User, [new DataContent(new byte[] { 1 }, "image/png"), new TextContent(Question)])], new GatewayChatOptions());
        await test.AskAsync(streamed, $"Which plan does {RedactionTest.Email} have?");
        Assert.That(test.Embedder.Texts, Is.Empty);
        Assert.That(test.Calls, Is.EqualTo(4));
    }

    [Test]
    public async Task AllowPseudonyms_EmbedsWhatRedactionLetThrough([Values] bool streamed)
    {
        await using var test = new SemanticGateway(""" "Threshold": 0.9, "AllowPseudonyms": true """, section: """ "Redaction": { "DefaultAction": "Pseudonymize" }, """);
        await test.AskAsync(streamed, $"Which plan does {RedactionTest.Email} have?");
        var answer = await test.AskAsync(streamed, $"Which plan has {RedactionTest.Email}?");
        Assert.That((answer.GetGatewayResult().Cache.Status, answer.Text), Is.EqualTo((CacheStatus.SemanticHit, $"Asked: Which plan does {RedactionTest.Email} have?")));
        Assert.That(test.Embedder.Texts, Has.Count.EqualTo(2).And.All.Contains("[EMAIL_ADDRESS_"));
        Assert.That(test.Embedder.Texts.Concat(test.Cache.Partitions.All.SelectMany(partition => partition.Vectors.Snapshot(0)).Select(entry => entry.Text)),
            Has.None.Contains(RedactionTest.Email));
    }

    [Test]
    public async Task AllowEarlierTurns_TheyMustBeTheSame([Values] bool streamed)
    {
        await using var test = new SemanticGateway(""" "Threshold": 0.9, "AllowEarlierTurns": true """);
        Task<ChatResponse> Ask(string earlier, string question) => test.AskAsync(streamed, [new(ChatRole.User, earlier), new(ChatRole.Assistant, "Yes."), new(ChatRole.User, question)]);
        await Ask("May I ask?", Question);
        Assert.That((await Ask("Can I ask?", Paraphrase)).GetGatewayResult().Cache.Status, Is.EqualTo(CacheStatus.Miss));
        Assert.That((await Ask("May I ask?", Paraphrase)).GetGatewayResult().Cache.Status, Is.EqualTo(CacheStatus.SemanticHit));
    }

    [Test]
    public async Task DryRun_CountsAndServesNothing([Values] bool streamed)
    {
        await using var test = new SemanticGateway(""" "Threshold": 0.9, "DryRun": true """);
        await test.AskAsync(streamed, Question);
        var answer = await test.AskAsync(streamed, Paraphrase);
        Assert.That((answer.GetGatewayResult().Cache.Status, answer.Text), Is.EqualTo((CacheStatus.Miss, $"Asked: {Paraphrase}")));
        Assert.That(test.Gateway.Log.Entries.Select(entry => entry.Id.Id), Does.Contain(10100));
        Assert.That(test.Cache.ReportFalseHit(answer.GetGatewayResult().RequestId), Is.False);
    }

    [Test]
    public async Task ReportFalseHit_ByAnyoneWhoGotIt_EndsIt([Values] bool streamed)
    {
        await using var test = new SemanticGateway();
        await test.AskAsync(streamed, Question);
        var held = new TaskCompletionSource<float[]>();
        test.Embedder.OnEmbed = (_, _) => held.Task;
        var calls = new[] { test.AskAsync(streamed, Paraphrase), test.AskAsync(!streamed, Paraphrase) };
        held.SetResult([1, 1, 1, 1, 1, 1, 1, 1]);
        var results = (await Task.WhenAll(calls)).Select(answer => answer.GetGatewayResult()).ToList();
        Assert.That(results.Select(result => result.Cache.Status), Is.EqualTo(new[] { CacheStatus.SemanticHit, CacheStatus.SemanticHit }));
        Assert.That(results.Select(result => test.Cache.ReportFalseHit(result.RequestId)), Is.EqualTo(new[] { true, true }));
        Assert.That(test.Cache.ReportFalseHit(results[0].RequestId), Is.False, "once is enough");
        Assert.That(await test.StatusAsync(streamed, Paraphrase), Is.EqualTo(CacheStatus.Miss));
        Assert.That(await test.StatusAsync(streamed, Question), Is.EqualTo(CacheStatus.Hit), "to that question it was the right answer");
    }

    [Test]
    public async Task Verifier_HasTheLastWord([Values] bool streamed, [Values] bool agrees)
    {
        var asked = new List<SemanticMatch>();
        await using var test = new SemanticGateway(verifier: new FakeVerifier((match, _) =>
        {
            asked.Add(match);
            return Task.FromResult(agrees);
        }));
        await test.AskAsync(streamed, Question);
        Assert.That(await test.StatusAsync(streamed, Paraphrase), Is.EqualTo(agrees ? CacheStatus.SemanticHit : CacheStatus.Miss));
        Assert.That(asked.Select(match => (match.Question, match.StoredQuestion)), Is.EqualTo(new[] { (Paraphrase, Question) }));
    }

    [Test]
    public async Task Restart_WithPersistence_FindsTheAnswer([Values] bool streamed, [Values("same", "model", "version", "dimensions")] string embedder)
    {
        var store = new FakeDistributedCache();
        const string Caching = """ "Shared": true, """;
        await using (var first = new SemanticGateway(""" "Threshold": 0.9, "Persist": true """, Caching, store: store))
        {
            await first.AskAsync(streamed, Question);
        }

        var semantic = $""" "Threshold": 0.9, "Persist": true{(embedder == "version" ? """, "EmbedderVersion": "2" """ : "")} """;
        var replaced = new FakeEmbedder(embedder == "model" ? "embedder-2" : "embedder-1", embedder == "dimensions" ? 16 : 8);
        await using var second = new SemanticGateway(semantic, Caching, store: store, embedder: replaced);
        var answer = await second.AskAsync(streamed, Paraphrase);
        Assert.That((answer.GetGatewayResult().Cache.Status, answer.Text),
            Is.EqualTo(embedder == "same" ? (CacheStatus.SemanticHit, $"Asked: {Question}") : (CacheStatus.Miss, $"Asked: {Paraphrase}")));
    }

    [Test]
    public async Task Invalidate_ForgetsQuestionsToo([Values] bool streamed)
    {
        await using var test = new SemanticGateway();
        await test.AskAsync(streamed, Question);
        await test.Gateway.Services.GetRequiredService<IGatewayCache>().InvalidateAsync(CacheScope.All);
        Assert.That(await test.StatusAsync(streamed, Paraphrase), Is.EqualTo(CacheStatus.Miss));
    }

    [Test]
    public async Task Refresh_StoresTheQuestion_ThoughItIsNotLookedUp([Values] bool streamed)
    {
        await using var test = new SemanticGateway();
        await test.AskAsync(streamed, Question, new GatewayChatOptions { CacheControl = new CacheControl { Refresh = true } });
        Assert.That(await test.StatusAsync(streamed, Paraphrase), Is.EqualTo(CacheStatus.SemanticHit));
    }

    [Test]
    public async Task AnswerHasGone_IsAMiss_AndTheQuestionTakesItsPlace([Values] bool streamed)
    {
        await using var test = new SemanticGateway(caching: """ "StaleWhileRevalidate": "10:00:00", """);
        await test.AskAsync(streamed, Question);
        test.Time.Advance(TimeSpan.FromHours(2));
        Assert.That(await test.StatusAsync(streamed, Paraphrase), Is.EqualTo(CacheStatus.Miss));
        var again = await test.AskAsync(streamed, "Capital of France?");
        Assert.That((again.GetGatewayResult().Cache.Status, again.Text), Is.EqualTo((CacheStatus.SemanticHit, $"Asked: {Paraphrase}")));
    }

    [Test]
    public async Task Reload_ChangesTheThreshold_AndKeepsTheQuestions([Values] bool streamed)
    {
        await using var test = new SemanticGateway();
        await test.AskAsync(streamed, Question);
        test.Gateway.Reload(Json(""" "Threshold": 0.95 """));
        Assert.That(await test.StatusAsync(streamed, Paraphrase), Is.EqualTo(CacheStatus.SemanticHit));
        test.Gateway.Reload(Json(""));
        Assert.That(await test.StatusAsync(streamed, "Capital of France?"), Is.EqualTo(CacheStatus.Miss));
    }

    [Test]
    public async Task UseGatewayCaching_OnItsOwn_HasIt([Values] bool streamed)
    {
        await using var services = new ServiceCollection().AddSingleton<IEmbeddingGenerator<string, Embedding<float>>>(new FakeEmbedder()).BuildServiceProvider();
        using var client = new FakeChatClient().AsBuilder().UseGatewayEntry().UseGatewayCaching(options => (options.TimeToLive, options.Semantic.Threshold) = (TimeSpan.FromHours(1), 0.9)).Build(services);
        async Task<GatewayResult> Ask(string question) => (streamed
            ? await client.GetStreamingResponseAsync(question).ToChatResponseAsync() : await client.GetResponseAsync(question)).GetGatewayResult();
        await Ask(Question);
        var result = await Ask(Paraphrase);
        Assert.That(result.Cache.Status, Is.EqualTo(CacheStatus.SemanticHit));
        Assert.That(client.GetRequiredService<SemanticCache>().ReportFalseHit(result.RequestId), Is.True);
    }

    [Test]
    public void Validation_NamesKeyValueAndRemedy() => Assert.That(
        TestGateway.Failures(Json(""" "Threshold": 1.5, "Embedder": "small", "Persist": true, "EmbeddingTimeout": "00:02:00", "MaxEntries": 0 """).Replace("\"TimeToLive\": \"01:00:00\",", "")),
        Is.EqualTo(new[]
        {
            "AiGateway:Caching:Semantic:Threshold = '1.5' is out of range: greater than 0, at most 1. SemanticCache.CalibrateAsync finds one that fits the embedder.",
            "AiGateway:Caching:Semantic:EmbeddingTimeout = '00:02:00' is out of range: from 00:00:00.0010000 to 00:01:00.",
            "AiGateway:Caching:Semantic:MaxEntries = '0' is out of range: from 1 to 1000000.",
            "AiGateway:Caching:Semantic:Embedder = 'small': no IEmbeddingGenerator<string, Embedding<float>> is registered under that key. Register it with AddKeyedEmbeddingGenerator, or remove the key.",
            "AiGateway:Caching:Semantic:Persist = 'True': no IDistributedCache is registered. Register one, or remove the key.",
            "AiGateway:Caching:Semantic:Threshold = '1.5' needs AiGateway:Caching:TimeToLive: answers are kept by the cache. Set how long, or remove the threshold.",
            "AiGateway:Caching:Semantic:Persist = 'True' needs AiGateway:Caching:Shared = 'True': questions that outlive the process find no answers where only the process has them. Share answers, or persist no questions.",
        }));

    [Test]
    public void Validation_UnknownKey_IsRefused() =>
        Assert.That(TestGateway.Failures(Json(""" "Treshold": 0.9 """)).Single(), Does.StartWith("AiGateway:Caching:Semantic:Treshold is not a known key. Did you mean 'Threshold'?"));
}
