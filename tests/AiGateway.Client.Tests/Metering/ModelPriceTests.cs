using AiGateway.Client.Metering;
using CsCheck;

namespace AiGateway.Client.Tests.Metering;

public sealed class ModelPriceTests
{
    private static readonly Gen<TokenUsage> AnyUsage = Gen.Long[0, 500_000].Array[10].Select(static counts => new TokenUsage
    {
        Input = counts[0],
        CacheRead = counts[1],
        CacheWrite = counts[2],
        CacheWrite1h = counts[3],
        AudioInput = counts[4],
        Output = counts[5],
        Reasoning = counts[6],
        AudioOutput = counts[7],
        Requests = counts[8] % 10,
        Searches = counts[9] % 10,
    });

    private static readonly Gen<PriceOptions> AnyPrice = Gen.Decimal[0.0001m, 100m].Array[8].Select(static rates => new PriceOptions
    {
        Input = Rate(rates[0]),
        Output = Rate(rates[1]),
        CacheRead = Rate(rates[2]),
        CacheWrite = Rate(rates[3]),
        CacheWrite1h = Rate(rates[4]),
        Reasoning = Rate(rates[5]),
        AudioInput = Rate(rates[6]),
        AudioOutput = Rate(rates[7]),
        PerRequest = 0.005m,
        PerSearch = 0.01m,
    });

    [Test]
    public void Price_EachBucket_HasItsRate()
    {
        var price = Of(new PriceOptions
        {
            Input = 1,
            Output = 2,
            CacheRead = 0.1m,
            CacheWrite = 1.25m,
            CacheWrite1h = 3,
            AudioInput = 7,
            Reasoning = 4,
            AudioOutput = 9,
            PerRequest = 0.5m,
            PerSearch = 0.01m,
        });
        Assert.That(price.Price(new() { Input = 1_000_000 }), Is.EqualTo(1m));
        Assert.That(price.Price(new() { Output = 1_000_000 }), Is.EqualTo(2m));
        Assert.That(price.Price(new() { CacheRead = 1_000_000 }), Is.EqualTo(0.1m));
        Assert.That(price.Price(new() { CacheWrite = 1_000_000 }), Is.EqualTo(1.25m));
        Assert.That(price.Price(new() { CacheWrite1h = 1_000_000 }), Is.EqualTo(3m));
        Assert.That(price.Price(new() { AudioInput = 1_000_000 }), Is.EqualTo(7m));
        Assert.That(price.Price(new() { Reasoning = 1_000_000 }), Is.EqualTo(4m));
        Assert.That(price.Price(new() { AudioOutput = 1_000_000 }), Is.EqualTo(9m));
        Assert.That(price.Price(new() { Requests = 2, Searches = 3 }), Is.EqualTo(1.03m));
    }

    [Test]
    public void Price_BucketWithoutARate_TakesTheOneItWouldBeInOtherwise()
    {
        var price = Of(new PriceOptions { Input = 1, Output = 2, CacheWrite = 1.5m });
        Assert.That(price.Price(new() { CacheRead = 1000, AudioInput = 1000 }), Is.EqualTo(0.002m));
        Assert.That(price.Price(new() { CacheWrite1h = 1000 }), Is.EqualTo(0.0015m));
        Assert.That(price.Price(new() { Reasoning = 1000, AudioOutput = 1000 }), Is.EqualTo(0.004m));
    }

    [TestCase(200_000, 0.2, TestName = "Price_InputAtTheThreshold_TakesTheUsualRates")]
    [TestCase(200_001, 0.400002, TestName = "Price_InputAboveTheThreshold_ChargesEveryTokenAtTheTier")]
    public void Price_OfALongRequest(long input, decimal expected)
    {
        var price = Of(new PriceOptions { Input = 1, Output = 2, Tiers = { ["long"] = new() { Above = 200_000, Input = 2, Output = 4 } } });
        Assert.That(price.Price(new() { Input = input }), Is.EqualTo(expected));
        Assert.That(price.Price(new() { CacheRead = input - 1, Input = 1 }), Is.EqualTo(expected), "cached input counts towards the threshold");
    }

    [Test]
    public void Price_SeveralTiers_TheHighestBelowTheInputHolds()
    {
        var price = Of(new PriceOptions
        {
            Input = 1,
            Output = 1,
            Tiers = { ["b"] = new() { Above = 2000, Input = 3, Output = 3 }, ["a"] = new() { Above = 1000, Input = 2, Output = 2 } },
        });
        Assert.That(price.Price(new() { Input = 1500 }), Is.EqualTo(0.003m));
        Assert.That(price.Price(new() { Input = 3000 }), Is.EqualTo(0.009m));
    }

    [Test]
    public void Price_ServiceTier_HasItsRates()
    {
        var price = Of(new PriceOptions { Input = 2, Output = 8, CacheRead = 1, ServiceTiers = { ["priority"] = new() { Input = 4, Output = 16 } } });
        var usage = new TokenUsage { Input = 1000, CacheRead = 1000, Output = 1000 };
        Assert.That(price.Price(usage, new(ServiceTier: "Priority")), Is.EqualTo(0.022m), "what the tier does not say keeps its proportion");
        Assert.That(price.Price(usage, new(ServiceTier: "default")), Is.EqualTo(0.011m));
        Assert.That(price.Price(usage), Is.EqualTo(0.011m));
    }

    [Test]
    public void Price_RegionAndSpeed_MultiplyTheWhole()
    {
        var price = Of(new PriceOptions { Input = 1, Output = 1, PerRequest = 1, Regions = { ["eu"] = "1.1" }, Speeds = { ["fast"] = "6" } });
        var usage = new TokenUsage { Input = 1_000_000, Requests = 1 };
        Assert.That(price.Price(usage, new(Region: "EU")), Is.EqualTo(2.2m));
        Assert.That(price.Price(usage, new(Region: "eu", Speed: "fast")), Is.EqualTo(13.2m));
        Assert.That(price.Price(usage, new(Region: "us")), Is.EqualTo(2m));
    }

    [Test]
    public void Price_Dated_IsTheOneOfTheDay()
    {
        var price = Of(
            new PriceOptions { Input = 1, Output = 1 },
            new PriceOptions { Input = 3, Output = 3, EffectiveFrom = new(2027, 1, 1) },
            new PriceOptions { Input = 2, Output = 2, EffectiveFrom = new(2026, 6, 1) });
        var usage = new TokenUsage { Input = 1_000_000 };
        Assert.That(price.Price(usage, new(At: new(2026, 5, 31, 23, 59, 59, TimeSpan.Zero))), Is.EqualTo(1m));
        Assert.That(price.Price(usage, new(At: new(2026, 6, 1, 0, 0, 0, TimeSpan.Zero))), Is.EqualTo(2m));
        Assert.That(price.Price(usage, new(At: new(2027, 1, 1, 1, 0, 0, TimeSpan.FromHours(2)))), Is.EqualTo(2m), "days begin in UTC");
        Assert.That(price.Price(usage, new(At: new(2028, 1, 1, 0, 0, 0, TimeSpan.Zero))), Is.EqualTo(3m));
    }

    [Test]
    public void Price_FractionsOfNanos_AreRoundedOnceAtTheEnd()
    {
        var price = Of(new PriceOptions { Input = 0.0003m, Output = 0.0002m });
        Assert.That(price.Price(new() { Input = 1 }), Is.EqualTo(0m));
        Assert.That(price.Price(new() { Input = 1, Output = 1 }), Is.EqualTo(0.000000001m));
    }

    [Test]
    public void Price_EnormousUsage_DoesNotOverflow() =>
        Assert.That(Of(new PriceOptions { Input = 1000, Output = 1000, Regions = { ["eu"] = "100" } }).Price(
            new() { Input = 1_000_000_000_000, Output = 1_000_000_000_000 }, new(Region: "eu")), Is.EqualTo(long.MaxValue / 1_000_000_000m));

    [Test]
    public void Price_MoreOfAnything_NeverCostsLess() => Gen.Select(AnyPrice, AnyUsage, AnyUsage).Sample((options, usage, more) =>
    {
        var price = Of(options);
        return price.Price(usage + more) >= price.Price(usage);
    });

    [Test]
    public void Price_OfASum_IsTheSumOfThePrices() => Gen.Select(AnyPrice, AnyUsage, AnyUsage).Sample((options, left, right) =>
    {
        // Without tiers; each of the three is rounded by itself.
        var price = Of(options);
        return Math.Abs(price.Price(left + right) - price.Price(left) - price.Price(right)) <= 0.000000002m;
    });

    [Test]
    public void Price_WithATier_IsTheTiersOrTheUsualOne() => Gen.Select(AnyPrice, AnyUsage, Gen.Long[1, 2_000_000]).Sample((options, usage, above) =>
    {
        var usual = Of(options).Price(usage);
        options.Tiers["long"] = new() { Above = above, Input = 50, Output = 60 };
        var tiered = Of(options).Price(usage);
        return usage.TotalInput > above || tiered == usual;
    });

    private static decimal Rate(decimal value) => decimal.Round(value, 4);

    private static ModelPrice Of(params PriceOptions[] periods) => new("model", null, periods, "test", null);
}
