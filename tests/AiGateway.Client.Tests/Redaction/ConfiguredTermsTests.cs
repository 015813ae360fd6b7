using System.Collections.Concurrent;
using System.Text;
using AiGateway.Client.Pipeline;
using AiGateway.Client.Redaction;
using AiGateway.Client.Testing;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace AiGateway.Client.Tests.Redaction;

/// <summary>Terms and patterns of the application's own, from a configuration file.</summary>
public sealed class ConfiguredTermsTests
{
    private const string Redaction = """
        "Entities": { "EMPLOYEE": "Mask" },
        "Terms": { "customers": { "Values": { "c-1": "Zoe Quill", "c-2": "Contoso: Meyer" } }, "projects": { "Entity": "PROJECT", "Values": { "p": "Grey Heron" }, "IgnoreCase": false, "WholeWords": false } },
        "Patterns": { "badge": { "Entity": "EMPLOYEE", "Pattern": "\\be-\\d{5}\\b", "IgnoreCase": true, "Score": 0.6 } }
        """;

    private const string Text = "zoe quill and Contoso: Meyer (E-12345, not E-998877) know GreyHeron and preGrey Herons";

    private readonly ConcurrentQueue<RecordedCall> _calls = new();

    [Test]
    public async Task TermsAndPatterns_OfTheConfiguration_AreReplaced([Values] bool streamed)
    {
        await using var gateway = new TestGateway(Json(Redaction), Record);
        await AskAsync(gateway, streamed);
        Assert.That(Sent(), Does.Match(
            @"^\[PERSON_\w{6}\] and \[PERSON_\w{6}\] \(\*-\*\*\*\*\*, not E-998877\) know GreyHeron and pre\[PROJECT_\w{6}\]s$"));
    }

    [Test]
    public async Task Reload_ChangesTermsAndPatterns([Values] bool streamed)
    {
        await using var gateway = new TestGateway(Json(Redaction), Record);
        _ = gateway.Gateway;
        gateway.Reload(Json(""" "Terms": { "customers": { "Values": { "c-2": "Contoso: Meyer" } } } """));
        await AskAsync(gateway, streamed);
        Assert.That(Sent(), Does.StartWith("zoe quill and [PERSON_").And.Contain("E-12345").And.Contain("Grey Heron"));
        gateway.Reload(Json(""" "Patterns": { "badge": { "Entity": "EMPLOYEE", "Pattern": "(" } } """));
        Assert.That(gateway.Log.Entries.Select(entry => entry.Text), Has.Some.Contains("AiGateway:Redaction:Patterns:badge cannot be used"));
        await AskAsync(gateway, streamed);
        Assert.That(Sent(), Does.StartWith("zoe quill and [PERSON_"), "the configuration before it stays");
    }

    [Test]
    public async Task Overlay_AddsChangesAndTakesBackSingleTerms()
    {
        var configuration = new ConfigurationBuilder()
            .AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(Json(Redaction))))
            .AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["AiGateway:Redaction:Terms:customers:Values:c-1"] = "",
                ["AiGateway:Redaction:Terms:projects:Values:p"] = "GreyHeron",
                ["AiGateway:Redaction:Patterns:badge:Pattern"] = @"\bE-\d{6}\b",
            }).Build();
        var services = new ServiceCollection();
        Record(services.AddAiGateway(configuration.GetSection("AiGateway")).AddSimulated());
        await using var provider = services.BuildServiceProvider();
        await provider.GetRequiredService<IChatClient>().GetResponseAsync(Text);
        Assert.That(Sent(), Does.Match(@"^zoe quill and \[PERSON_\w{6}\] \(E-12345, not \*-\*{6}\) know \[PROJECT_\w{6}\] and preGrey Herons$"));
    }

    [Test]
    public void Validation_NamesKeyAndReason_AndNoTerm()
    {
        var failures = TestGateway.Failures(Json("""
            "Terms": { "customers": { "Entity": "person", "Values": { "c-1": "Zoe Quill" } }, "wrong": { "Entity": "LITERAL", "Wholewords": "maybe" } },
            "Patterns": { "open": { "Entity": "X", "Pattern": "(" }, "ahead": { "Entity": "X", "Pattern": "(?=a)b" }, "empty": { "Entity": "X" }, "unsure": { "Entity": "X", "Pattern": "a", "Score": 2 }, "nameless": { "Pattern": "a" } }
            """));
        Assert.That(failures, Has.Count.EqualTo(8));
        Assert.That(failures, Has.Some.StartsWith("AiGateway:Redaction:Terms:customers:Entity = 'person' is not the name of an entity."));
        Assert.That(failures, Has.Some.StartsWith("AiGateway:Redaction:Terms:wrong:Entity = 'LITERAL' is not the name of an entity."));
        Assert.That(failures, Has.Some.StartsWith("AiGateway:Redaction:Terms:wrong:Wholewords = 'maybe' is not true or false."));
        Assert.That(failures, Has.Some.Contains("AiGateway:Redaction:Patterns:open cannot be used: The pattern '(' for 'X'"));
        Assert.That(failures, Has.Some.Contains("AiGateway:Redaction:Patterns:ahead cannot be used"));
        Assert.That(failures, Has.Some.Contains("AiGateway:Redaction:Patterns:empty cannot be used"));
        Assert.That(failures, Has.Some.Contains("AiGateway:Redaction:Patterns:unsure cannot be used: The score 2"));
        Assert.That(failures, Has.Some.StartsWith("AiGateway:Redaction:Patterns:nameless:Entity = '' is not the name of an entity."));
        Assert.That(failures, Has.None.Contains("Quill"));
    }

    [Test]
    public void Validation_BlankTermsAndNamesOfDetectors_AreRefused()
    {
        var failures = TestGateway.Failures(Json(Redaction), builder =>
        {
            builder.Configure(options => options.Redaction.Terms["mine"] = new RedactionTerms { Terms = { " " } });
            builder.Services.AddSingleton<IEntityDetector, OwnDetector>();
        });
        Assert.That(failures, Is.EquivalentTo(new[]
        {
            "AiGateway:Redaction:Terms:mine has a blank term. Remove it.",
            "OwnDetector lists the entity 'Person', which is not the name of an entity. Use capital letters, digits and underscores, at most 64, a letter first, and not LITERAL.",
        }));
    }

    private static string Json(string redaction) => TestGateway.TwoTargets.Replace("\"AiGateway\": {", $$"""
        "AiGateway": { "Redaction": { {{redaction}} },
        """, StringComparison.Ordinal);

    private static async Task AskAsync(TestGateway gateway, bool streamed) => await gateway.RunAsync(streamed
        ? gateway.Client.GetStreamingResponseAsync(Text).ToChatResponseAsync()
        : gateway.Client.GetResponseAsync(Text));

    private void Record(IAiGatewayBuilder builder) => builder.AddDecorator(GatewayStage.Attempt, (inner, _) => new RecordingChatClient(inner, _calls));

    private string Sent() => _calls.Last().Messages[0].Text;

    private sealed class OwnDetector : IEntityDetector
    {
        public IReadOnlyList<string> Entities => ["Person"];

        public ValueTask<IReadOnlyList<Detection>> DetectAsync(string text, CancellationToken cancellationToken) => new([]);
    }
}
