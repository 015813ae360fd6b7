using AiGateway.Client.Evaluation.Scaling;

namespace AiGateway.Client.Testing.Tests.Documentation;

/// <summary>The figures of the page about large fleets are those of the model, and the model is right where theory says what it must be.</summary>
public sealed class ScalingTests
{
    [Test]
    public void ScalingPage_HasEveryRowOfTheModel()
    {
        var page = MarkdownFiles.Read("docs/scaling.md").Split('\n');
        Assert.That(ScalingTables.Lines(), Is.SubsetOf(page));
    }

    [TestCase(0.3)]
    [TestCase(0.7)]
    [TestCase(0.9)]
    public void Simulation_MeanWait_IsThatOfQueueingTheory(double utilization)
    {
        var load = ShardSimulation.Run(utilization, FleetCosts.Reserve, FleetCosts.Settle);
        Assert.That(load.MeanWait, Is.EqualTo(load.ExpectedWait).Within(4).Percent);
    }

    [Test]
    public void Simulation_WithTwiceTheService_WaitsTwiceAsLong()
    {
        var once = ShardSimulation.Run(0.7, 30, 20);
        var twice = ShardSimulation.Run(0.7, 60, 40);
        Assert.That(twice.Wait99, Is.EqualTo(2 * once.Wait99).Within(0.01).Percent);
    }
}
