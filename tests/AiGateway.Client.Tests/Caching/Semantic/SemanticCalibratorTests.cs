using AiGateway.Client.Caching.Semantic;

namespace AiGateway.Client.Tests.Caching.Semantic;

public sealed class SemanticCalibratorTests
{
    [TestCase(0, 299, 0.0099694)]
    [TestCase(0, 10, 0.2588655)]
    [TestCase(1, 10, 0.3941633)]
    [TestCase(5, 100, 0.1022529)]
    [TestCase(3, 3, 1)]
    [TestCase(0, 0, 1)]
    public void Upper_KnownSamples_IsThePublishedBound(int successes, int trials, double expected) =>
        Assert.That(BinomialBound.Upper(successes, trials, 0.95), Is.EqualTo(expected).Within(1e-6));

    [Test]
    public void Calibrate_FewPairs_ProvesNothingAndSaysHowManyItTakes()
    {
        var calibration = SemanticCache.Calibrate([.. Pairs(50, same: true, 0.95), .. Pairs(50, same: false, 0.8)]);
        Assert.Multiple(() =>
        {
            Assert.That(calibration.Threshold, Is.Null);
            Assert.That(calibration.ObservedThreshold, Is.EqualTo(0.95));
            Assert.That((calibration.Hits, calibration.FalseHits, calibration.HitRate), Is.EqualTo((50, 0, 1.0)));
            Assert.That(calibration.FalseHitRateUpperBound, Is.EqualTo(0.0582).Within(0.0001));
            Assert.That(calibration.HitsToProve, Is.EqualTo(299));
        });
    }

    [Test]
    public void Calibrate_EnoughPairs_GivesTheLowestThresholdThatIsProven()
    {
        var calibration = SemanticCache.Calibrate([.. Pairs(300, same: true, 0.95), .. Pairs(200, same: true, 0.9), .. Pairs(100, same: false, 0.85), .. Pairs(100, same: true, 0.8)]);
        Assert.That((calibration.Threshold, calibration.HitRate, calibration.FalseHitRate), Is.EqualTo((0.9, 500 / 600.0, 0.0)));
    }

    [Test]
    public void Calibrate_GatedPairs_CountAsStopped()
    {
        var calibration = SemanticCache.Calibrate(
        [
            new SemanticPair("Give me 5 tips", "Give me 10 tips", IsSame: false, 0.99),
            new SemanticPair("Give me tips", "Give me some tips", IsSame: true, 0.98),
        ]);
        Assert.That((calibration.DifferentStopped, calibration.SameStopped, calibration.Hits, calibration.ObservedThreshold), Is.EqualTo((1, 0, 1, 0.98)));
    }

    [Test]
    public void Calibrate_EqualSimilarity_IsNeverDivided()
    {
        var calibration = SemanticCache.Calibrate([.. Pairs(400, same: true, 0.9), .. Pairs(40, same: false, 0.9)]);
        Assert.That((calibration.Threshold, calibration.ObservedThreshold, calibration.Hits), Is.EqualTo(((double?)null, (double?)null, 0)));
    }

    [Test]
    public void Calibrate_NoPairs_FindsNothing()
    {
        var calibration = SemanticCache.Calibrate([]);
        Assert.That((calibration.Threshold, calibration.FalseHitRateUpperBound), Is.EqualTo(((double?)null, 1.0)));
    }

    [Test]
    public void Calibrate_BadArguments_AreRefused()
    {
        Assert.Throws<ArgumentException>(() => SemanticCache.Calibrate([new SemanticPair("a", "b", IsSame: true)]));
        Assert.Throws<ArgumentOutOfRangeException>(() => SemanticCache.Calibrate([], 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => SemanticCache.Calibrate([], double.NaN));
    }

    private static IEnumerable<SemanticPair> Pairs(int count, bool same, double similarity) =>
        Enumerable.Repeat(new SemanticPair("How do I reset my password?", "How can I reset my password?", same, similarity), count);
}
