using AiGateway.Client.Redaction;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Tests.Redaction;

/// <summary>Streams: every split, interleaved messages, what passes at once and what is kept back.</summary>
public sealed class StreamTests
{
    private static readonly PseudonymTable Table = CreateTable(out Token, out Longer);
    private static readonly string Token;
    private static readonly string Longer;

    [Test]
    public void Push_EverySplitOfEveryTokenAtEveryPosition_Restores()
    {
        foreach (var token in new[] { Token, Longer })
        {
            Assert.That(Table.TryGet(token, out var value), Is.True);
            foreach (var (before, after) in new[] { ("", ""), ("a ", " b"), ("[", "]"), ("[EMAIL_", "_X]"), (token, token), ("[[", "é😀") })
            {
                var text = before + token + after;
                var expected = text.Replace(token, value, StringComparison.Ordinal);
                for (var first = 0; first <= text.Length; first++)
                {
                    for (var second = first; second <= text.Length; second++)
                    {
                        Assert.That(Read(text[..first], text[first..second], text[second..]), Is.EqualTo(expected));
                    }
                }
            }
        }
    }

    [Test]
    public void Push_CharacterByCharacter_HoldsOnlyWhatMayBecomeAToken()
    {
        var channel = Channel();
        Assert.That(channel.Push("text [EMAIL"), Is.EqualTo("text "));
        Assert.That(channel.Push("X"), Is.EqualTo("[EMAILX"));
        Assert.That(channel.Push("[0"), Is.EqualTo("[0"));
        Assert.That(channel.Push("["), Is.Empty);
        Assert.That(channel.Flush(), Is.EqualTo("["));
    }

    [Test]
    public async Task Stream_InterleavedMessages_AreRestoredApart()
    {
        var test = new RedactionTest(messages =>
        {
            var token = messages[0].Text;
            return [.. Enumerable.Range(0, token.Length).SelectMany(i => new[] { RedactionTest.Text(token[i].ToString(), "a"), RedactionTest.Text(token[^(i + 1)].ToString(), "b") })];
        });
        var updates = await test.Client.GetStreamingResponseAsync(RedactionTest.Email).ToListAsync();
        Assert.That(string.Concat(updates.Where(update => update.MessageId == "a").Select(update => update.Text)), Is.EqualTo(RedactionTest.Email));
        Assert.That(string.Concat(updates.Where(update => update.MessageId == "b").Select(update => update.Text)), Is.EqualTo(new string([.. test.SentText.Reverse()])));
    }

    [Test]
    public async Task Stream_UpdatesOfEveryKind_KeepTheirNumberAndOrder()
    {
        var test = new RedactionTest(messages =>
        [
            new() { ResponseId = "r" },
            RedactionTest.Text($"x{messages[0].Text[..9]}"),
            new() { Contents = [new UsageContent(new UsageDetails { InputTokenCount = 1 })] },
            new() { AdditionalProperties = new() { ["k"] = "v" } },
            RedactionTest.Text(messages[0].Text[9..] + "[EMA"),
            new(ChatRole.Assistant, [new FunctionCallContent("c", "f", new Dictionary<string, object?> { ["a"] = messages[0].Text })]),
            RedactionTest.Text("[EM"),
            FakeChatClient.Finish(),
        ]);
        var updates = await test.Client.GetStreamingResponseAsync(RedactionTest.Email).ToListAsync();
        Assert.That(updates.Select(update => update.Text), Is.EqualTo(new[] { "", "x", "", "", RedactionTest.Email, "[EMA", "", "[EM" }));
        Assert.That(updates[2].Contents[0], Is.InstanceOf<UsageContent>());
        Assert.That(updates[3].AdditionalProperties!["k"], Is.EqualTo("v"));
        Assert.That(updates[5].Contents.Select(content => content.GetType()), Is.EqualTo(new[] { typeof(TextContent), typeof(FunctionCallContent) }));
        Assert.That(((FunctionCallContent)updates[5].Contents[1]).Arguments!["a"], Is.EqualTo(RedactionTest.Email));
        Assert.That(updates[7].FinishReason, Is.EqualTo(ChatFinishReason.Stop));
    }

    [Test]
    public async Task Stream_WithoutAnEnd_DeliversWhatWasHeld()
    {
        var test = new RedactionTest(messages => [RedactionTest.Text($"x{messages[0].Text[..9]}", "m")]);
        var updates = await test.Client.GetStreamingResponseAsync(RedactionTest.Email).ToListAsync();
        Assert.That(updates.Select(update => (update.Text, update.MessageId)), Is.EqualTo(new[] { ("x", "m"), (test.SentText[..9], "m") }));
    }

    [Test]
    public async Task Stream_ThatFails_DeliversWhatWasHeldAndFails()
    {
        IEnumerable<ChatResponseUpdate> Break(IReadOnlyList<ChatMessage> messages)
        {
            yield return RedactionTest.Text(messages[0].Text[..9]);
            throw new IOException("cut");
        }

        var client = new ChatClientBuilder(new FakeChatClient { OnStream = (messages, _, _) => Iterate(Break([.. messages])) }).UseRedaction().Build();
        var text = "";
        await Assert.ThrowsAsync<IOException>(async () =>
        {
            await foreach (var update in client.GetStreamingResponseAsync(RedactionTest.Email))
            {
                text += update.Text;
            }
        });
        Assert.That(text, Is.EqualTo("[EMAIL_AD"));
    }

    [Test]
    public void Stream_CleanUpdates_AllocateNothing()
    {
        var channel = Channel();
        var updates = Enumerable.Range(0, 1000).Select(_ => RedactionTest.Text("token ", "m")).ToList();
        var options = new RedactionOptions();
        var restorer = new AnswerRestorer(new RedactedRequest([], null, options, new RedactionPolicy(options, null, []), Table, new UrlHosts([]), null));
        Assert.That(restorer.Passes(updates[0]), Is.True);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var passed = 0;
        foreach (var update in updates)
        {
            passed += restorer.Passes(update) ? 1 : 0;
        }

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
        Assert.That(passed, Is.EqualTo(updates.Count));
        Assert.That(channel.HoldsText, Is.False);
    }

    private static string Read(params string[] pieces)
    {
        var channel = Channel();
        return string.Concat(pieces.Select(channel.Push)) + channel.Flush();
    }

    private static TextChannel Channel() => new(Table, new UrlHosts([]), json: false);

    private static async IAsyncEnumerable<ChatResponseUpdate> Iterate(IEnumerable<ChatResponseUpdate> updates)
    {
        foreach (var update in updates)
        {
            await Task.Yield();
            yield return update;
        }
    }

    private static PseudonymTable CreateTable(out string token, out string longer)
    {
        var table = new PseudonymTable();
        (token, longer) = ("[EMAIL_ADDRESS_7K3Q9F]", "[EMAIL_ADDRESS_7K3Q9F2A]");
        table.Add(token, RedactionTest.Email);
        table.Add(longer, "[EMAIL_ADDRESS_7K3Q9F]");
        table.Sort();
        return table;
    }
}
