using AiGateway.Client.Metering;
using AiGateway.Client.Providers;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Tests.Metering;

public sealed class StreamedUsageTests
{
    [Test]
    public void Combine_WholeSoFarEachTime_IsTheLast()
    {
        var usage = Combine(Usage(10, 1), Usage(10, 5), Usage(10, 9));
        Assert.That((usage.InputTokenCount, usage.OutputTokenCount), Is.EqualTo((10, 9)));
    }

    [Test]
    public void Combine_InputFirstAndOutputLast_HasBoth([Values(null, 0L)] long? nothing)
    {
        var usage = Combine(Usage(10, nothing), Usage(nothing, 9));
        Assert.That((usage.InputTokenCount, usage.OutputTokenCount), Is.EqualTo((10, 9)));
    }

    [Test]
    public void Combine_PartsThatShrink_AreAdded()
    {
        var usage = Combine(Usage(10, 9), Usage(0, 4));
        Assert.That((usage.InputTokenCount, usage.OutputTokenCount), Is.EqualTo((10, 13)));
    }

    [Test]
    public void Combine_DetailsOfTheStart_AreKept()
    {
        var start = new ProviderUsageDetails { InputTokenCount = 10, CacheWriteTokenCount = 4, ServiceTier = "priority", Region = "us", Speed = "fast", ReportedCost = 1 };
        var usage = (ProviderUsageDetails)Combine(start, Usage(null, 9));
        Assert.That((usage.CacheWriteTokenCount, usage.ServiceTier, usage.Region, usage.Speed, usage.ReportedCost), Is.EqualTo((4, "priority", "us", "fast", 1)));
    }

    [Test]
    public void Combine_TotalOfAPart_IsNotTheTotal()
    {
        var usage = Combine(new UsageDetails { InputTokenCount = 10, TotalTokenCount = 10 }, new UsageDetails { OutputTokenCount = 9, TotalTokenCount = 9 });
        Assert.That(usage.TotalTokenCount, Is.Null);
    }

    [Test]
    public void Combine_DoesNotChangeWhatItWasGiven()
    {
        var start = Usage(10, null);
        _ = Combine(start, Usage(null, 9));
        Assert.That(start.OutputTokenCount, Is.Null);
    }

    private static UsageDetails Usage(long? input, long? output) => new() { InputTokenCount = input, OutputTokenCount = output };

    private static UsageDetails Combine(params UsageDetails[] reports) => reports.Aggregate((UsageDetails?)null, StreamedUsage.Combine)!;
}
