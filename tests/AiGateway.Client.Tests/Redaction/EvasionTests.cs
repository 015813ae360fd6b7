using System.Text;
using System.Text.Json;
using AiGateway.Client.Redaction;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Tests.Redaction;

/// <summary>Values that stand where or how no detector sees them, in a request in which they are known or can be.</summary>
public sealed class EvasionTests
{
    private static readonly string BareSsn = RedactionTest.Ssn.Replace("-", "", StringComparison.Ordinal);

    [Test]
    public async Task OtherGroups_OfAKnownNumber_AreReplaced([Values] bool streamed)
    {
        foreach (var other in new[] { BareSsn, RedactionTest.Ssn.Replace('-', ' '), RedactionTest.Ssn.Replace('-', '.') })
        {
            var test = RedactionTest.Echo();
            await test.AskAsync([new(ChatRole.User, RedactionTest.Ssn), new(ChatRole.User, $"row {other} of the list")], streamed);
            Assert.That(test.Sent[1].Text, Is.EqualTo($"row {test.Sent[0].Text} of the list"));
        }
    }

    [TestCase("alice%40example.org")]
    [TestCase("alice\\u0040example.org")]
    [TestCase("{broken: \"alice\\u0040example.org\"")]
    [TestCase("q=a%20b&m=alice%40example.org")]
    public async Task EscapedValue_ThatStandsNowhereElse_IsReplaced(string text)
    {
        foreach (var streamed in new[] { false, true })
        {
            var test = RedactionTest.Echo();
            await test.AskAsync(text, streamed);
            Assert.That(test.SentText, Does.Not.Contain("alice").And.Contain("[EMAIL_ADDRESS_"));
        }
    }

    [Test]
    public async Task DeepJson_EscapedValue_IsReplaced([Values] bool streamed)
    {
        var test = RedactionTest.Echo();
        await test.AskAsync($$"""{{new string('[', 200)}}"alice\u0040example.org"{{new string(']', 200)}}""", streamed);
        Assert.That(test.SentText, Does.Not.Contain("alice"));
    }

    [Test]
    public async Task BottomlessJson_IsRefused([Values] bool streamed)
    {
        const int Depth = 2_000;
        using var document = JsonDocument.Parse(new string('[', Depth) + new string(']', Depth), new JsonDocumentOptions { MaxDepth = int.MaxValue });
        var message = new ChatMessage(ChatRole.Tool, [new FunctionResultContent("1", document.RootElement)]);
        await Assert.ThrowsAsync<RedactionRejectedException>(() => RedactionTest.Echo().AskAsync([message], streamed));
    }

    [Test]
    public async Task TextInAnotherEncoding_IsRefused([Values] bool streamed)
    {
        foreach (var encoding in new[] { Encoding.Unicode, Encoding.BigEndianUnicode, Encoding.UTF32 })
        {
            var message = new ChatMessage(ChatRole.User, [new DataContent(encoding.GetBytes(RedactionTest.Email), "text/plain")]);
            await Assert.ThrowsAsync<RedactionRejectedException>(() => RedactionTest.Echo().AskAsync([message], streamed));
        }
    }

    [Test]
    public async Task SequenceThatChanges_IsReadOnce([Values] bool streamed)
    {
        var test = RedactionTest.Echo();
        var reads = 0;
        IEnumerable<string> Values()
        {
            yield return reads++ == 0 ? "clean" : RedactionTest.Ssn;
        }

        await test.AskAsync([new ChatMessage(ChatRole.Tool, [new FunctionResultContent("1", Values())]), new(ChatRole.User, RedactionTest.Email)], streamed);
        var seen = new List<string>();
        TextWalk.Collect(test.Sent, seen, []);
        Assert.That(seen, Has.Some.EqualTo("clean").And.None.Contain(RedactionTest.Ssn));
    }

    [Test]
    public async Task ObjectThatChanges_IsReadOnce([Values] bool streamed)
    {
        var test = RedactionTest.Echo();
        await test.AskAsync([new ChatMessage(ChatRole.Tool, [new FunctionResultContent("1", new Changing())])], streamed);
        var seen = new List<string>();
        TextWalk.Collect(test.Sent, seen, []);
        Assert.That(seen, Has.Some.Contain("clean").And.None.Contain(RedactionTest.Ssn));
    }

    [Test]
    public async Task DerivedAnnotationsAndRegions_AreRefused([Values] bool streamed)
    {
        AIAnnotation[] annotations = [new OwnCitation(), new OwnAnnotation(), new AIAnnotation { AnnotatedRegions = [new OwnRegion()] }];
        foreach (var annotation in annotations)
        {
            var message = new ChatMessage(ChatRole.User, [new TextContent("x") { Annotations = [annotation] }]);
            await Assert.ThrowsAsync<RedactionRejectedException>(() => RedactionTest.Echo().AskAsync([message], streamed));
            var allowed = RedactionTest.Echo(configure: options => options.UnknownContent = ContentPolicy.Allow);
            await allowed.AskAsync([message], streamed);
            Assert.That(allowed.Sent[0].Contents[0].Annotations![0], Is.SameAs(annotation));
        }
    }

    [Test]
    public async Task NamesOfCounts_AreReplaced([Values] bool streamed)
    {
        var test = RedactionTest.Echo();
        var details = new UsageDetails { InputTokenCount = 3, AdditionalCounts = new() { [RedactionTest.Email] = 7 } };
        await test.AskAsync([new ChatMessage(ChatRole.Assistant, [new UsageContent(details)])], streamed);
        var sent = ((UsageContent)test.Sent[0].Contents[0]).Details;
        Assert.That(sent.AdditionalCounts!.Single().Key, Does.StartWith("[EMAIL_ADDRESS_"));
        Assert.That((sent.InputTokenCount, sent.AdditionalCounts!.Single().Value), Is.EqualTo((3, 7)));
        Assert.That(details.AdditionalCounts.Single().Key, Is.EqualTo(RedactionTest.Email));
    }

    [Test]
    public async Task ContinuationToken_WithAValue_IsRefused([Values] bool streamed)
    {
        foreach (var (text, refused) in new[] { ("resp_7", false), (RedactionTest.Email, true) })
        {
#pragma warning disable MEAI001 // The option is experimental, and still an option.
            var options = new ChatOptions { ContinuationToken = ResponseContinuationToken.FromBytes(Encoding.UTF8.GetBytes(text)) };
#pragma warning restore MEAI001
            var call = () => RedactionTest.Echo().AskAsync("x", streamed, options);
            await Assert.ThatAsync(call, refused ? Throws.InstanceOf<RedactionRejectedException>() : Throws.Nothing);
        }
    }

    private sealed class Changing
    {
        private int _reads;

        public string Value => _reads++ == 0 ? "clean" : RedactionTest.Ssn;
    }

    private sealed class OwnCitation : CitationAnnotation;

    private sealed class OwnAnnotation : AIAnnotation;

    private sealed class OwnRegion : AnnotatedRegion;
}
