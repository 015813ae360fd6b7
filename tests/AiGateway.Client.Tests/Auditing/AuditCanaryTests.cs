using AiGateway.Client.Auditing.Keys;
using AiGateway.Client.Redaction;
using AiGateway.Client.Tests.Redaction;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace AiGateway.Client.Tests.Auditing;

/// <summary>No value that redaction keeps from a provider is in any record, not even encrypted, in whatever text of a request it stands.</summary>
public sealed class AuditCanaryTests
{
    private const string Canary = "canary.seven@example.org";

    [Test]
    public async Task EverySettableText_IsInNoRecord([Values] bool streamed)
    {
        await using var test = new AuditTest($""" "Key": "{AuditTest.Key}", "IncludeContent": true, "Log": true """, configure: builder => builder.Configure(options =>
        {
            options.Redaction.BinaryContent = ContentPolicy.Allow;
            options.Redaction.Terms["names"] = new RedactionTerms { Terms = { "canary-seven" } };
        }));
        var asked = 0;
        foreach (var path in ChatTexts.Paths())
        {
            var isMediaType = path.EndsWith("ediaType", StringComparison.Ordinal) || path.EndsWith("(mediaType)", StringComparison.Ordinal);
            var (message, options) = ChatTexts.Fill(path, isMediaType ? "canary-seven" : Canary);
            var own = new Client.Context.GatewayChatOptions(options) { Caller = AuditTest.By("canary.seven@example.org").Caller };
            await TryAskAsync(test, message, own, streamed);
            asked++;
        }

        var records = await test.RecordsAsync();
        Assert.That(records, Has.Count.EqualTo(asked).And.Count.GreaterThan(70));
        Assert.That(records.Count(record => record.PromptHash is not null), Is.GreaterThan(60));
        var key = await AuditTest.KeyOfAsync();
        foreach (var (record, line) in records.Zip(test.Sink.Lines))
        {
            Assert.That(line, Does.Not.Contain("canary").IgnoreCase);
            Assert.That(Read(key, record.Prompt) + Read(key, record.Answer), Does.Not.Contain("canary").IgnoreCase);
        }

        Assert.That(test.Gateway.Log.Entries.Select(entry => entry.Text), Has.None.Contains("canary"));
    }

    private static string Read(AuditKey key, string? text) => text is null ? "" : key.Decrypt(text);

    private static async Task TryAskAsync(AuditTest test, ChatMessage message, ChatOptions options, bool streamed)
    {
        try
        {
            await test.AskAsync([message], streamed, options);
        }
        catch (Client.Pipeline.GatewayRejectedException)
        {
            // A route or a media type of this name is refused, and that leaves a record too.
        }
    }
}
