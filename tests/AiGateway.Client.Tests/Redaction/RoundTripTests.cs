using AiGateway.Client.Context;
using AiGateway.Client.Redaction;
using CsCheck;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Tests.Redaction;

/// <summary>What is sent holds no values; what comes back holds them again.</summary>
public sealed class RoundTripTests
{
    [Test]
    public async Task Values_InAMessage_AreNotSentAndComeBack([Values] bool streamed)
    {
        var test = RedactionTest.Echo();
        var text = $"Mail {RedactionTest.Email}, card {RedactionTest.Card}, again {RedactionTest.Email}.";
        var response = await test.AskAsync(text, streamed);
        Assert.That(test.SentText, Does.Match(@"^Mail \[EMAIL_ADDRESS_([0-9A-Z]{6})\], card \[CREDIT_CARD_[0-9A-Z]{6}\], again \[EMAIL_ADDRESS_\1\]\.$"));
        Assert.That(response.Text, Is.EqualTo(text));
    }

    [Test]
    public async Task CallersMessagesAndOptions_AreNeverChanged([Values] bool streamed)
    {
        var message = new ChatMessage(ChatRole.User, [new TextContent(RedactionTest.Email) { RawRepresentation = new object() }]) { RawRepresentation = new object() };
        var options = new ChatOptions { Instructions = RedactionTest.Email, StopSequences = [RedactionTest.Email] };
        var (contents, raw) = (message.Contents, message.RawRepresentation);
        await RedactionTest.Echo().AskAsync([message], streamed, options);
        Assert.That(message.Text, Is.EqualTo(RedactionTest.Email));
        Assert.That(message.Contents, Is.SameAs(contents));
        Assert.That(message.RawRepresentation, Is.SameAs(raw));
        Assert.That(message.Contents[0].RawRepresentation, Is.Not.Null);
        Assert.That(options.Instructions, Is.EqualTo(RedactionTest.Email));
        Assert.That(options.StopSequences, Is.EqualTo(new[] { RedactionTest.Email }));
    }

    [Test]
    public async Task CleanRequest_PassesAsItIs([Values] bool streamed)
    {
        var message = new ChatMessage(ChatRole.User, "Nothing to see here.");
        var test = RedactionTest.Echo();
        await test.AskAsync([message], streamed);
        Assert.That(test.Sent[0], Is.SameAs(message));
    }

    [Test]
    public async Task SameValue_OverTurnsAndClients_HasTheSamePseudonym([Values] bool streamed)
    {
        var (first, second) = (RedactionTest.Echo(), RedactionTest.Echo());
        await first.AskAsync(RedactionTest.Email, streamed);
        await second.AskAsync([new(ChatRole.User, RedactionTest.Card), new(ChatRole.User, RedactionTest.Email.ToUpperInvariant())], streamed);
        Assert.That(second.Sent[1].Text, Is.EqualTo(first.Sent[0].Text));
    }

    [Test]
    public async Task OtherTenant_OtherPseudonym([Values] bool streamed)
    {
        var test = RedactionTest.Echo();
        await test.AskAsync(RedactionTest.Email, streamed, new GatewayChatOptions { Caller = new() { Tenant = "a" } });
        var first = test.SentText;
        await test.AskAsync(RedactionTest.Email, streamed, new GatewayChatOptions { Caller = new() { Tenant = "b" } });
        Assert.That(test.SentText, Is.Not.EqualTo(first));
    }

    [Test]
    public async Task ValueFoundOnce_IsReplacedEverywhere([Values] bool streamed)
    {
        var test = RedactionTest.Echo(configure: options => options.Terms["names"] = new RedactionTerms { Terms = { "Zoe Quill" } });
        await test.AskAsync([new(ChatRole.User, $"x{RedactionTest.Email}"), new(ChatRole.User, $"{RedactionTest.Email}"), new(ChatRole.User, "Zoe Quill"), new(ChatRole.User, "aZoe Quillb")], streamed);
        Assert.That(test.SentText, Does.Not.Contain("alice").And.Not.Contain("Quill"));
    }

    [Test]
    public async Task ForgedPseudonym_ComesBackAsWritten([Values] bool streamed)
    {
        var test = RedactionTest.Echo();
        await test.AskAsync(RedactionTest.Email, streamed);
        var forged = test.SentText;
        var text = $"{RedactionTest.Email} {forged} [EMAIL_ADDRESS_{forged}] [EMAIL_ADDRESS_000000]";
        var response = await test.AskAsync(text, streamed);
        Assert.That(test.SentText, Does.Match(@"^\[EMAIL_ADDRESS_\w{6}\] \[LITERAL_\w{6}\] \[EMAIL_ADDRESS_\[LITERAL_\w{6}\]\] \[EMAIL_ADDRESS_000000\]$"));
        Assert.That(response.Text, Is.EqualTo(text));
    }

    [Test]
    public async Task PseudonymOfAnotherRequest_IsNotRestored([Values] bool streamed)
    {
        var test = RedactionTest.Echo();
        await test.AskAsync(RedactionTest.Email, streamed);
        var other = RedactionTest.Says(test.SentText);
        var response = await other.AskAsync(RedactionTest.Card, streamed);
        Assert.That(response.Text, Is.EqualTo(test.SentText));
    }

    [Test]
    public async Task PseudonymOfThePreviousKey_IsRestored([Values] bool streamed)
    {
        var former = RedactionTest.Echo(configure: options => options.Key = "the key that was used until now");
        await former.AskAsync(RedactionTest.Email, streamed);
        var test = RedactionTest.Says(former.SentText, options => options.PreviousKey = "the key that was used until now");
        Assert.That((await test.AskAsync(RedactionTest.Email, streamed)).Text, Is.EqualTo(RedactionTest.Email));
        Assert.That(test.SentText, Is.Not.EqualTo(former.SentText));
    }

    [Test]
    public void Collisions_AreLengthened_AndTheFirstKeepsItsPseudonym()
    {
        var policy = new RedactionPolicy(new RedactionOptions(), null, []) { HashLength = 1 };
        var keys = new PseudonymKeys(new byte[32], []);
        var (alone, many) = (new PseudonymMap(policy, keys), new PseudonymMap(policy, keys));
        alone.Add(EntityNames.EmailAddress, "user0@example.org");
        var tokens = new List<string>();
        for (var i = 0; i < 200; i++)
        {
            many.Add(EntityNames.EmailAddress, $"user{i}@example.org");
            tokens.Add(many.Replace(EntityNames.EmailAddress, $"user{i}@example.org"));
        }

        Assert.That(tokens, Is.Unique);
        Assert.That(tokens[0], Is.EqualTo(alone.Replace(EntityNames.EmailAddress, "user0@example.org")));
        for (var i = 0; i < 200; i++)
        {
            Assert.That(many.Table.TryGet(tokens[i], out var value) ? value : null, Is.EqualTo($"user{i}@example.org"));
        }
    }

    [Test]
    public void AnyText_EchoedInAnyPieces_ComesBack()
    {
        string[] parts = [$" {RedactionTest.Email} ", " bob@example.net ", $" {RedactionTest.Ssn} ", "[EMAIL_ADDRESS_", "[", "]", "[LITERAL_000000]", " ", "\"", "\\ ", "\n", "text ", "😀", "é", "_7K3Q9F]"];
        Gen.Select(OneOf(parts).Array[0, 12], Gen.Int[1, 20], Gen.Bool).Sample((chosen, pieces, streamed) =>
        {
            var text = string.Concat(chosen);
            var test = RedactionTest.Echo(pieces);
            var response = test.AskAsync(text, streamed).GetAwaiter().GetResult();
            return response.Text == text && !test.SentText.Contains(RedactionTest.Email, StringComparison.Ordinal) && !test.SentText.Contains(RedactionTest.Ssn, StringComparison.Ordinal);
        }, iter: 500, threads: 1);
    }

    [Test]
    public void AnyForgery_OfKnownPseudonyms_IsNeverRestored()
    {
        var probe = RedactionTest.Echo();
        probe.AskAsync(RedactionTest.Email, false).GetAwaiter().GetResult();
        var token = probe.SentText;
        Gen.Select(OneOf(token, token[..9], token[9..], "x", "[", "]", "[LITERAL_").Array[1, 8], Gen.Bool).Sample((chosen, streamed) =>
        {
            var text = $"{RedactionTest.Email}|{string.Concat(chosen)}";
            return RedactionTest.Echo(4).AskAsync(text, streamed).GetAwaiter().GetResult().Text == text;
        }, iter: 500, threads: 1);
    }

    private static Gen<string> OneOf(params string[] parts) => Gen.Int[0, parts.Length - 1].Select(part => parts[part]);
}
