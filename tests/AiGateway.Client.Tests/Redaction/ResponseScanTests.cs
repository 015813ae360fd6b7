using System.Security.Cryptography;
using AiGateway.Client.Redaction;
using CsCheck;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Tests.Redaction;

/// <summary>What a model writes by itself is masked or refused before it is delivered.</summary>
public sealed class ResponseScanTests
{
    private static readonly string[] KeyLines = [.. Enumerable.Range(0, 60).Select(i => Convert.ToBase64String(SHA256.HashData(BitConverter.GetBytes(i))))];
    private static readonly string Pem = $"-----BEGIN {"PRIVATE"} KEY-----\n{string.Join('\n', KeyLines)}\n-----END {"PRIVATE"} KEY-----";

    [Test]
    public async Task Answer_ModelsOwnValues_AreMasked([Values] bool streamed)
    {
        var test = new RedactionTest(
            messages => [.. $"Mail {messages[0].Text} or {RedactionTest.Ssn}, not 1 2 3. {RedactionTest.Card}".Select(c => RedactionTest.Text(c.ToString())), FakeChatClient.Finish()],
            options =>
            {
                options.Responses["US_SSN"] = RedactionAction.Replace;
                options.Responses["CREDIT_CARD"] = RedactionAction.Mask;
            });
        var response = await test.AskAsync(RedactionTest.Email, streamed);
        Assert.That(response.Text, Is.EqualTo($"Mail {RedactionTest.Email} or <US_SSN>, not 1 2 3. **** **** **** 1111"));
    }

    [Test]
    public async Task Answer_BlockedValue_IsNotDelivered()
    {
        var test = RedactionTest.Says($"It is {RedactionTest.Ssn}.", options => options.Responses["US_SSN"] = RedactionAction.Block);
        await Assert.ThrowsAsync<RedactionRejectedException>(() => test.AskAsync("x", false));
        var text = "";
        await Assert.ThrowsAsync<RedactionRejectedException>(async () =>
        {
            await foreach (var update in test.Client.GetStreamingResponseAsync("x"))
            {
                text += update.Text;
            }
        });
        Assert.That(text, Does.Not.Contain(RedactionTest.Ssn[..3]));
    }

    private static IEnumerable<string> Answers()
    {
        var bare = RedactionTest.Ssn.Replace("-", "", StringComparison.Ordinal);
        yield return $"Mail alice@example.org or bob@example.net, pay {RedactionTest.Card} or {RedactionTest.Card.Replace(" ", "", StringComparison.Ordinal)}!";
        yield return $"{RedactionTest.Ssn}\n{RedactionTest.Ssn} {RedactionTest.Ssn}";
        yield return $"the number {bare} stands here before the words social security";
        yield return "Ask Zoe Quill, or Zoe\n Quill; Zoe alone, ZoeQuill, and zoe quill";
        yield return "badge: E-12345, E-1234 56";
        yield return "nothing at all of 1 2 3, 2024-01-02 and a@b, written by Zoe in 10:30 hours";
        yield return $"号码是{RedactionTest.Ssn}。谢谢，alice@example.org。";
    }

    [TestCaseSource(nameof(Answers))]
    public async Task Stream_EverySplit_IsMaskedLikeTheWhole(string answer)
    {
        var expected = (await AskAsync(false, answer)).Text;
        foreach (var value in new[] { RedactionTest.Ssn, RedactionTest.Card, "alice@", "Zoe Quill", "zoe quill", "E-12345" })
        {
            Assert.That(expected, Does.Not.Contain(value));
        }

        for (var first = 0; first <= answer.Length; first++)
        {
            for (var second = first; second <= answer.Length; second += 1 + (second % 3))
            {
                Assert.That((await AskAsync(true, answer[..first], answer[first..second], answer[second..])).Text, Is.EqualTo(expected), $"{first} {second}");
            }
        }

        for (var size = 1; size < 20; size++)
        {
            Assert.That((await AskAsync(true, [.. answer.Chunk(size).Select(piece => new string(piece))])).Text, Is.EqualTo(expected), $"{size}");
        }
    }

    [Test]
    public void Stream_AnyTextInAnyPieces_IsMaskedLikeTheWhole()
    {
        string[] parts =
        [
            $" {RedactionTest.Ssn} ", $"{RedactionTest.Card}", " alice@example.org", " the ", "social security ", "word, ", ". ", "\n", " Zoe", " Quill", "E-12345 ", " and so on and on, as it goes in prose without an end", " 7 ",
        ];
        Gen.Select(Gen.Int[0, parts.Length - 1].Select(part => parts[part]).Array[0, 14], Gen.Int[1, 30]).Sample((chosen, size) =>
        {
            var text = string.Concat(chosen);
            var whole = AskAsync(false, text).GetAwaiter().GetResult().Text;
            return AskAsync(true, [.. text.Chunk(size).Select(piece => new string(piece))]).GetAwaiter().GetResult().Text == whole;
        }, iter: 400, threads: 1);
    }

    [Test]
    public async Task Stream_SecretLongerThanTheWindow_IsMaskedToItsEnd()
    {
        foreach (var size in new[] { 1, 7, 64, 600, 5000 })
        {
            var response = await AskAsync(true, [.. $"Here: {Pem} Done and dusted.".Chunk(size).Select(piece => new string(piece))]);
            Assert.That(response.Text, Does.StartWith("Here: ").And.EndsWith(" Done and dusted."), $"{size}");
            Assert.That(KeyLines.SelectMany(line => line.Chunk(8)).Where(part => part.Length == 8 && response.Text.Contains(new string(part), StringComparison.Ordinal)), Is.Empty, $"{size}");
        }
    }

    [Test]
    public async Task Stream_CleanUpdates_AreTheSameObjectsInOrder()
    {
        ChatResponseUpdate[] updates =
        [
            new() { ResponseId = "r" }, .. "The house at the lake was built in 1923 and nobody lives there .".Split(' ').Select(word => RedactionTest.Text(word + " ")),
            new() { Contents = [new UsageContent(new UsageDetails { InputTokenCount = 1 })] }, FakeChatClient.Finish(),
        ];
        var test = new RedactionTest(_ => updates, Configure);
        Assert.That(await test.Client.GetStreamingResponseAsync("x").ToListAsync(), Is.EqualTo(updates));
    }

    [Test]
    public async Task Stream_InterleavedMessages_AreMaskedApart()
    {
        var ssn = RedactionTest.Ssn;
        var test = new RedactionTest(
            _ => [.. Enumerable.Range(0, ssn.Length).SelectMany(i => new[] { RedactionTest.Text(ssn[i].ToString(), "a"), RedactionTest.Text(ssn[^(i + 1)].ToString(), "b") }), FakeChatClient.Finish()], Configure);
        var updates = await test.Client.GetStreamingResponseAsync("x").ToListAsync();
        Assert.That(string.Concat(updates.Where(update => update.MessageId == "a").Select(update => update.Text)), Is.EqualTo("<US_SSN>"));
        Assert.That(string.Concat(updates.Where(update => update.MessageId == "b").Select(update => update.Text)), Is.EqualTo(new string([.. ssn.Reverse()])));
    }

    [Test]
    public async Task Stream_ValueAcrossAnUpdateWithSeveralContents_IsMasked()
    {
        var test = new RedactionTest(
            _ => [RedactionTest.Text($"it is {RedactionTest.Ssn[..6]}"), new(ChatRole.Assistant, [new TextContent(RedactionTest.Ssn[6..]), new UsageContent(new UsageDetails())]), FakeChatClient.Finish()], Configure);
        Assert.That((await test.AskAsync("x", true)).Text, Is.EqualTo("it is <US_SSN>"));
    }

    [Test]
    public async Task Stream_ThatFails_DeliversWhatWaitsMaskedAndFails()
    {
        static async IAsyncEnumerable<ChatResponseUpdate> Break()
        {
            yield return RedactionTest.Text($"it is {RedactionTest.Ssn}");
            await Task.Yield();
            throw new IOException("cut");
        }

        var client = new ChatClientBuilder(new FakeChatClient { OnStream = (_, _, _) => Break() }).UseRedaction(Configure).Build();
        var text = "";
        await Assert.ThrowsAsync<IOException>(async () =>
        {
            await foreach (var update in client.GetStreamingResponseAsync("x"))
            {
                text += update.Text;
            }
        });
        Assert.That(text, Is.EqualTo("it is <US_SSN>"));
    }

    [Test]
    public async Task Arguments_ResultsErrorsAndAnnotations_AreMaskedAndIdsStay([Values] bool streamed)
    {
        var ssn = RedactionTest.Ssn;
        var test = new RedactionTest(_ =>
        [
            new(ChatRole.Assistant, [new FunctionCallContent(ssn, "f", new Dictionary<string, object?> { ["a"] = $"is {ssn}", ["b"] = $$"""{"n":"{{ssn}}"}""" })]),
            new(ChatRole.Assistant, [new ErrorContent($"bad {ssn}")]),
            new(ChatRole.Assistant, [new TextContent("clean") { Annotations = [new CitationAnnotation { Snippet = ssn }], RawRepresentation = ssn }]) { RawRepresentation = ssn },
            FakeChatClient.Finish(),
        ], Configure);
        var contents = (await test.AskAsync("x", streamed)).Messages.SelectMany(message => message.Contents).ToList();
        var call = contents.OfType<FunctionCallContent>().Single();
        Assert.That((call.CallId, call.Arguments!["a"], call.Arguments["b"]), Is.EqualTo((ssn, "is <US_SSN>", """{"n":"<US_SSN>"}""")));
        Assert.That(contents.OfType<ErrorContent>().Single().Message, Is.EqualTo("bad <US_SSN>"));
        var text = contents.OfType<TextContent>().Single();
        Assert.That(((CitationAnnotation)text.Annotations![0]).Snippet, Is.EqualTo("<US_SSN>"));
        Assert.That(text.RawRepresentation, Is.Null);
    }

    [Test]
    public async Task DryRun_CountsAnswersAndChangesNothing([Values] bool streamed)
    {
        var test = RedactionTest.Says($"it is {RedactionTest.Ssn}", options =>
        {
            Configure(options);
            options.Mode = RedactionMode.DryRun;
            options.Responses["US_SSN"] = RedactionAction.Block;
        });
        AiGateway.Client.Context.GatewayResult? result = null;
        var entry = new ChatClientBuilder(test.Client).UseGatewayEntry().Build();
        var options = new AiGateway.Client.Context.GatewayChatOptions { OnCompleted = completed => result = completed };
        var text = streamed ? (await entry.GetStreamingResponseAsync("x", options).ToChatResponseAsync()).Text : (await entry.GetResponseAsync("x", options)).Text;
        Assert.That(text, Is.EqualTo($"it is {RedactionTest.Ssn}"));
        Assert.That(result!.Redactions, Is.EquivalentTo(new Dictionary<string, int> { ["US_SSN"] = 1 }));
    }

    [Test]
    public void Stream_CleanUpdates_AllocateNothing()
    {
        var options = new RedactionOptions();
        Configure(options);
        var scan = new MessageScan("m", new ResponseMask(new RedactionPolicy(options, null, []), null));
        ChatResponseUpdate[] updates = [.. Enumerable.Range(0, 1000).Select(i => RedactionTest.Text(i % 7 == 0 ? " in 1923," : " garden", "m"))];
        var ready = new Queue<ChatResponseUpdate>(64);
        Pass(scan, updates, ready);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var passed = Pass(scan, updates, ready);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
        Assert.That(passed, Is.EqualTo(updates.Length));
    }

    private static int Pass(MessageScan scan, ChatResponseUpdate[] updates, Queue<ChatResponseUpdate> ready)
    {
        var passed = 0;
        foreach (var update in updates)
        {
            scan.Take(update, ready);
            passed += ready.Count;
            ready.Clear();
        }

        return passed;
    }

    private static void Configure(RedactionOptions options)
    {
        foreach (var entity in new[] { "US_SSN", "CREDIT_CARD", "EMAIL_ADDRESS", "SECRET", "PERSON", "EMPLOYEE" })
        {
            options.Responses[entity] = RedactionAction.Replace;
        }

        options.Terms["names"] = new RedactionTerms { Terms = { "Zoe Quill", "Zoe Quill Meyer" } };
        options.Patterns["badge"] = new RedactionPattern { Entity = "EMPLOYEE", Pattern = @"E-\d{5}" };
    }

    private static Task<ChatResponse> AskAsync(bool streamed, params string[] pieces) =>
        new RedactionTest(_ => [.. pieces.Select(piece => RedactionTest.Text(piece)), FakeChatClient.Finish()], Configure).AskAsync("x", streamed);
}
