using AiGateway.Client.Redaction;

namespace AiGateway.Client.Tests.Redaction;

public sealed class DetectionResolverTests
{
    [Test]
    public void Resolve_OneInsideTheOther_LongerWins() =>
        Assert.That(Resolve(new("A", 4, 2, 1), new("B", 2, 8, 0.1)), Is.EqualTo(new Detection[] { new("B", 2, 8, 0.1) }));

    [Test]
    public void Resolve_SamePlace_SurerWins() =>
        Assert.That(Resolve(new("A", 2, 8, 0.4), new("B", 2, 8, 0.9)), Is.EqualTo(new Detection[] { new("B", 2, 8, 0.9) }));

    [Test]
    public void Resolve_PartialOverlap_LongerCoversBoth() =>
        Assert.That(Resolve(new("A", 0, 6, 1), new("B", 4, 9, 0.5)), Is.EqualTo(new Detection[] { new("B", 0, 13, 0.5) }));

    [Test]
    public void Resolve_Chain_LongestPartCoversAll() =>
        Assert.That(Resolve(new("A", 0, 4, 1), new("B", 3, 7, 1), new("C", 9, 6, 1)), Is.EqualTo(new Detection[] { new("B", 0, 15, 1) }));

    [Test]
    public void Resolve_Neighbours_Stay() =>
        Assert.That(Resolve(new("B", 3, 2, 1), new("A", 0, 3, 1)), Is.EqualTo(new Detection[] { new("A", 0, 3, 1), new("B", 3, 2, 1) }));

    private static List<Detection> Resolve(params Detection[] detections)
    {
        List<Detection> found = [.. detections];
        DetectionResolver.Resolve(found, 0);
        return found;
    }
}
