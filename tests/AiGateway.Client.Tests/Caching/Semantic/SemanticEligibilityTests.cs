using AiGateway.Client.Caching.Semantic;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace AiGateway.Client.Tests.Caching.Semantic;

public sealed class SemanticEligibilityTests
{
    private const string Pseudonym = "[EMAIL_ADDRESS_7K3Q9F]";

    [Test]
    public void FindQuestion_InstructionsAndOneTurn_IsTheLastText()
    {
        Assert.That(Find([new(ChatRole.System, "Be brief."), new(ChatRole.User, "Where is Rome?")], null, out var question), Is.EqualTo(SemanticOutcome.Miss));
        Assert.That(question, Is.EqualTo("Where is Rome?"));
    }

    [Test]
    public void FindQuestion_Tools_ArePassedBy() =>
        Assert.That(Find([new(ChatRole.User, "Where is Rome?")], new ChatOptions { Tools = [AIFunctionFactory.Create(() => 1, "one")] }, out _), Is.EqualTo(SemanticOutcome.Tools));

    [Test]
    public void FindQuestion_EarlierTurn_IsPassedByUnlessAllowed()
    {
        ChatMessage[] messages = [new(ChatRole.User, "Hi"), new(ChatRole.Assistant, "Hello"), new(ChatRole.User, "Where is Rome?")];
        Assert.That(Find(messages, null, out _), Is.EqualTo(SemanticOutcome.EarlierTurns));
        Assert.That(Find(messages, null, out _, new SemanticCacheOptions { AllowEarlierTurns = true }), Is.EqualTo(SemanticOutcome.Miss));
    }

    [Test]
    public void FindQuestion_ToolResultInEarlierTurn_IsPassedByAlways() =>
        Assert.That(
            Find([new(ChatRole.Tool, [new FunctionResultContent("1", "x")]), new(ChatRole.User, "And now?")], null, out _, new SemanticCacheOptions { AllowEarlierTurns = true }),
            Is.EqualTo(SemanticOutcome.Tools));

    [Test]
    public void FindQuestion_NotTextAlone_IsPassedBy()
    {
        Assert.That(Find([new(ChatRole.User, [new TextContent("What is this?"), new DataContent("data:image/png;base64,AAAA")])], null, out _), Is.EqualTo(SemanticOutcome.Content));
        Assert.That(Find([new(ChatRole.User, " ")], null, out _), Is.EqualTo(SemanticOutcome.Content));
        Assert.That(Find([new(ChatRole.Assistant, "Hello")], null, out _), Is.EqualTo(SemanticOutcome.Content));
        Assert.That(Find([], null, out _), Is.EqualTo(SemanticOutcome.Content));
    }

    [Test]
    public void FindQuestion_Pseudonym_IsPersonalUnlessAllowed([Values("question", "system", "instructions")] string where)
    {
        ChatMessage[] messages =
        [
            new(ChatRole.System, where == "system" ? $"You serve {Pseudonym}." : "Be brief."),
            new(ChatRole.User, where == "question" ? $"Who is {Pseudonym}?" : "Where [is] Rome?"),
        ];
        var options = new ChatOptions { Instructions = where == "instructions" ? Pseudonym : null };
        Assert.That(Find(messages, options, out _), Is.EqualTo(SemanticOutcome.Personal));
        Assert.That(Find(messages, options, out _, new SemanticCacheOptions { AllowPseudonyms = true }), Is.EqualTo(SemanticOutcome.Miss));
    }

    [Test]
    public void FindQuestion_LongText_IsPassedBy() =>
        Assert.That(Find([new(ChatRole.User, new string('x', 2001))], null, out _), Is.EqualTo(SemanticOutcome.Length));

    [TestCase(0)]
    [TestCase(-0.5)]
    [TestCase(1.01)]
    [TestCase(double.NaN)]
    public void Validate_ThresholdOutOfRange_NamesKeyAndRemedy(double threshold)
    {
        var failures = Validate(new SemanticCacheOptions { Threshold = threshold });
        Assert.That(failures.Single(), Does.StartWith(FormattableString.Invariant($"Semantic:Threshold = '{threshold}'")).And.Contain("CalibrateAsync"));
    }

    [Test]
    public void Validate_UnknownEmbedderAndMissingStore_AreReported() =>
        Assert.That(Validate(new SemanticCacheOptions { Threshold = 0.9, Embedder = "small", Persist = true }), Has.Count.EqualTo(2));

    [Test]
    public void Validate_Ranges_ReportEveryError() => Assert.That(
        Validate(new SemanticCacheOptions
        {
            EmbeddingTimeout = TimeSpan.Zero,
            VerifierTimeout = TimeSpan.FromHours(1),
            PersistTimeout = TimeSpan.Zero,
            SaveDelay = TimeSpan.FromDays(1),
            MaxEntries = 0,
            MaxPartitions = 0,
            MaxBytes = 1,
            MaxPersistedBytes = 1,
        }),
        Has.Count.EqualTo(8));

    [TestCase(0.0001)]
    [TestCase(1)]
    public void Validate_ThresholdInRange_IsAccepted(double threshold) => Assert.That(Validate(new SemanticCacheOptions { Threshold = threshold }), Is.Empty);

    private static SemanticOutcome Find(ChatMessage[] messages, ChatOptions? options, out string question, SemanticCacheOptions? settings = null) =>
        SemanticEligibility.FindQuestion(messages, options, settings ?? new SemanticCacheOptions(), out question);

    private static List<string> Validate(SemanticCacheOptions options)
    {
        using var services = new ServiceCollection().BuildServiceProvider();
        List<string> failures = [];
        SemanticCacheOptionsValidator.Validate(options, "Semantic", services, failures);
        return failures;
    }
}
