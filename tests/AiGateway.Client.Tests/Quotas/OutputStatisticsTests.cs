using AiGateway.Client.Quotas;
using CsCheck;

namespace AiGateway.Client.Tests.Quotas;

public sealed class OutputStatisticsTests
{
    [Test]
    public void Percentile95_FewAnswers_IsNotKnown()
    {
        var statistics = new OutputStatistics();
        for (var i = 0; i < 19; i++)
        {
            statistics.Record("chat", 100);
        }

        Assert.That(statistics.Percentile95("chat"), Is.Null);
        statistics.Record("CHAT", 100);
        Assert.That((statistics.Percentile95("chat"), statistics.Percentile95("other")), Is.EqualTo((112, (int?)null)));
    }

    [Test]
    public void Percentile95_AnyLengths_IsAtLeastTheTrueOneAndAtMostAQuarterMore() =>
        Gen.Int[1, 100_000].Array[20, 500].Sample(lengths =>
        {
            var statistics = new OutputStatistics();
            foreach (var length in lengths)
            {
                statistics.Record("r", length);
            }

            var exact = lengths.Order().ElementAt((int)Math.Ceiling(lengths.Length * 0.95) - 1);
            return statistics.Percentile95("r") is { } learnt && learnt >= exact && learnt <= Math.Ceiling(exact * 1.25);
        });

    [Test]
    public void Percentile95_AnswersBecomeShorter_Follows()
    {
        var statistics = new OutputStatistics();
        for (var i = 0; i < 20_000; i++)
        {
            statistics.Record("r", i < 4000 ? 10_000 : 10);
        }

        Assert.That(statistics.Percentile95("r"), Is.EqualTo(12));
    }

    [TestCase(0)]
    [TestCase(-5)]
    [TestCase(long.MaxValue)]
    public void Record_AbsurdLengths_AreTaken(long tokens)
    {
        var statistics = new OutputStatistics();
        for (var i = 0; i < 20; i++)
        {
            statistics.Record("r", tokens);
        }

        Assert.That(statistics.Percentile95("r"), Is.Positive);
    }
}
