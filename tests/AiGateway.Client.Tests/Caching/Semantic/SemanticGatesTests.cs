using System.Text.Json;
using AiGateway.Client.Caching.Semantic.Gates;
using CsCheck;

namespace AiGateway.Client.Tests.Caching.Semantic;

public sealed class SemanticGatesTests
{
    private static readonly string[] Pieces =
    [
        "how", "do", "I", "not", "the", "Paris", "from", "to", "5", "km", "€", "\"", ",", "March", "2024-01-02", "A-17", "than", "better", "und", "le", "[X_7K3Q9F]", "first", "one hundred",
    ];

    private static readonly Gen<string> Texts = Gen.Int[0, Pieces.Length - 1].Array[0, 12].Select(pieces => string.Join(' ', pieces.Select(piece => Pieces[piece])));

    [TestCase("development", 0, 2)]
    [TestCase("held-out", 0, 3)]
    public void Compare_LabelledPairs_StaysWithinWhatWasMeasured(string set, int mostThrough, int mostStopped)
    {
        List<string> through = [], stopped = [];
        foreach (var line in File.ReadLines(Path.Combine(TestContext.CurrentContext.TestDirectory, "Caching", "Semantic", $"pairs-{set}.jsonl")))
        {
            using var row = JsonDocument.Parse(line);
            var gate = Compare(row.RootElement.GetProperty("a").GetString()!, row.RootElement.GetProperty("b").GetString()!);
            if (gate is SemanticGate.None != row.RootElement.GetProperty("same").GetBoolean())
            {
                (gate is SemanticGate.None ? through : stopped).Add($"{gate}: {line}");
            }
        }

        Assert.That(through, Has.Count.LessThanOrEqualTo(mostThrough), string.Join('\n', through));
        Assert.That(stopped, Has.Count.LessThanOrEqualTo(mostStopped), string.Join('\n', stopped));
    }

    [TestCase("Pay 1,000 euros", "Pay 1000 €", "None")]
    [TestCase("Zahle 1.000 Euro für das Auto", "Zahle 1000 € für das Auto", "None")]
    [TestCase("Pay 1,000 euros", "Pay 1,001 euros", "Number")]
    [TestCase("Is it safe at -12 degrees?", "Is it safe at 12 degrees?", "Number")]
    [TestCase("Is it safe at -12 degrees?", "Is it safe at minus 12 degrees?", "None")]
    [TestCase("What is 20 - 12?", "What is 20-12?", "None")]
    [TestCase("Pay 20 dollars", "Pay 20 euros", "Unit")]
    [TestCase("convert km to miles", "convert km to metres", "Unit")]
    [TestCase("Meet on 2026-03-04", "Meet on March 4, 2026", "None")]
    [TestCase("Meet on 2026-03-04", "Meet on April 3, 2026", "Date")]
    [TestCase("Treffen am 04.03.2026", "Treffen am 4. März 2026", "None")]
    [TestCase("at 3:30 pm", "at 15:30", "None")]
    [TestCase("at 3:30 pm", "at 3:30 am", "Date")]
    [TestCase("Mail a@example.com", "Mail b@example.com", "Identifier")]
    [TestCase("Explain \"foo bar\"", "Explain \"foo baz\"", "Quote")]
    [TestCase("Ask [PERSON_7K3Q9F]", "Ask [PERSON_8M4RAG]", "Pseudonym")]
    [TestCase("What is the best way to get to the station?", "Wie komme ich am besten zum Bahnhof?", "Language")]
    [TestCase("Wo ist der Bahnhof?", "Где вокзал?", "Language")]
    [TestCase("How do I increase the volume?", "How do I decrease the volume?", "Opposite")]
    [TestCase("Which way is allowed?", "Which way is not allowed?", "Negation")]
    [TestCase("Which way is forbidden?", "Which way is not allowed?", "None")]
    [TestCase("Which rooms have a window?", "Which rooms lack a window?", "Negation")]
    [TestCase("Where is Rome?", "Where is Oslo?", "Entity")]
    [TestCase("How often do trams run?", "How often do ferries run?", "Entity")]
    [TestCase("Who leads the US?", "Who leads the United States?", "None")]
    [TestCase("Who leads the US?", "Who leads the UK?", "Entity")]
    [TestCase("Can you tell us more?", "Can you tell me more?", "None")]
    [TestCase("Convert USD to EUR", "Convert EUR to USD", "Order")]
    [TestCase("", "", "None")]
    [TestCase("?", "", "None")]
    public void Compare_Examples_AreStoppedByTheirGate(string left, string right, string gate)
    {
        Assert.That(Compare(left, right).ToString(), Is.EqualTo(gate));
        Assert.That(Compare(right, left).ToString(), Is.EqualTo(gate), "the other way round");
    }

    [Test]
    public void Compare_AnyTextWithItself_IsNotStopped() => Gen.String.Sample(text => Compare(text, text) is SemanticGate.None);

    [Test]
    public void Compare_AnyTexts_IsSymmetric() => Gen.Select(Texts, Texts).Sample((left, right) => Compare(left, right) is SemanticGate.None == Compare(right, left) is SemanticGate.None);

    [Test]
    public void Compare_AnotherNumber_IsAlwaysStopped() => Gen.Select(Texts, Gen.Int[2, 100_000], Gen.Int[2, 100_000]).Sample((text, left, right) =>
        left == right || Compare($"{text} about {left} parts", $"{text} about {right} parts") is not SemanticGate.None);

    [Test]
    public void Read_TooManyPieces_IsComparedByNothing()
    {
        var text = string.Concat(Enumerable.Repeat("a ", 1000));
        Assert.That(Question.Read(text).IsReadable, Is.False);
        Assert.That(Compare(text + "b", text + "c"), Is.Not.EqualTo(SemanticGate.None));
    }

    [Test]
    public void Read_HostileRepetition_ReadsEveryCharacterAFewTimesOnly([Values("\"", "[EMAIL_ADDRESS_", "1,", "a-", "'a", "(\"a ", "x@", "1.")] string part)
    {
        var text = string.Concat(Enumerable.Repeat(part, 50_000 / part.Length));
        var watch = System.Diagnostics.Stopwatch.StartNew();
        Question.Read(text);
        Assert.That(watch.Elapsed, Is.LessThan(TimeSpan.FromSeconds(2)), "quadratic work on this would take minutes");
    }

    private static SemanticGate Compare(string left, string right) => SemanticGates.Compare(Question.Read(left), Question.Read(right));
}
