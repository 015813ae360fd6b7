#pragma warning disable MEAI001 // Counts of audio are experimental in the abstraction.
using AiGateway.Client.Metering;
using AiGateway.Client.Providers;
using CsCheck;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Tests.Metering;

public sealed class UsageNormalizerTests
{
    private static readonly UsageProfile ExclusiveCache = new() { InputIncludesCache = false };
    private static readonly UsageProfile ExclusiveReasoning = new() { OutputIncludesReasoning = false };

    private static readonly Gen<ProviderUsageDetails> AnyUsage =
        from counts in Gen.Long[-10, 100_000].Array[9]
        from nulls in Gen.Bool.Array[9]
        select new ProviderUsageDetails
        {
            InputTokenCount = nulls[0] ? null : counts[0],
            OutputTokenCount = nulls[1] ? null : counts[1],
            TotalTokenCount = nulls[2] ? null : counts[2],
            CachedInputTokenCount = nulls[3] ? null : counts[3],
            ReasoningTokenCount = nulls[4] ? null : counts[4],
            CacheWriteTokenCount = nulls[5] ? null : counts[5],
            CacheWrite1hTokenCount = nulls[6] ? null : counts[6],
            InputAudioTokenCount = nulls[7] ? null : counts[7],
            OutputAudioTokenCount = nulls[8] ? null : counts[8],
        };

    private static readonly Gen<UsageProfile> AnyProfile =
        Gen.Select(Gen.Bool, Gen.Bool, static (cache, reasoning) => new UsageProfile { InputIncludesCache = cache, OutputIncludesReasoning = reasoning });

    [Test]
    public void Normalize_WithDetails_SplitsThemOff()
    {
        var usage = UsageNormalizer.Normalize(
            new ProviderUsageDetails
            {
                InputTokenCount = 1000,
                OutputTokenCount = 300,
                TotalTokenCount = 1300,
                CachedInputTokenCount = 400,
                CacheWriteTokenCount = 200,
                CacheWrite1hTokenCount = 50,
                InputAudioTokenCount = 100,
                ReasoningTokenCount = 120,
                OutputAudioTokenCount = 30,
                WebSearchCount = 2,
            },
            UsageProfile.Default);
        Assert.That(usage, Is.EqualTo(new TokenUsage
        {
            Input = 300,
            CacheRead = 400,
            CacheWrite = 150,
            CacheWrite1h = 50,
            AudioInput = 100,
            Output = 150,
            Reasoning = 120,
            AudioOutput = 30,
            Requests = 1,
            Searches = 2,
        }));
    }

    [Test]
    public void Normalize_AdditionalCountsOfStockAdapters_AreUnderstood()
    {
        var usage = UsageNormalizer.Normalize(
            new UsageDetails
            {
                InputTokenCount = 100,
                OutputTokenCount = 20,
                AdditionalCounts = new()
                {
                    ["CacheReadInputTokens"] = 10,
                    ["CacheCreationInputTokens"] = 20,
                    ["InputTokenDetails.AudioTokenCount"] = 5,
                    ["OutputTokenDetails.AudioTokenCount"] = 4,
                    ["WebSearchRequests"] = 1,
                },
            },
            UsageProfile.Default);
        Assert.That(usage, Is.EqualTo(new TokenUsage { Input = 65, CacheRead = 10, CacheWrite = 20, AudioInput = 5, Output = 16, AudioOutput = 4, Requests = 1, Searches = 1 }));
    }

    [TestCase(10, 20, 230, 0, 0, 10, 220, 200, TestName = "Normalize_GapOfNothingKnown_IsOutput")]
    [TestCase(100, 20, 150, 25, 5, 130, 20, 0, TestName = "Normalize_GapOfCache_IsInput")]
    [TestCase(100, 20, 170, 30, 0, 100, 70, 50, TestName = "Normalize_GapLargerThanCache_IsOutput")]
    [TestCase(10, 20, 30, 25, 5, 40, 20, 0, TestName = "Normalize_NoGapAndMoreCachedThanInput_AddsTheCache")]
    [TestCase(100, 20, 120, 25, 5, 100, 20, 0, TestName = "Normalize_NoGap_ChangesNothing")]
    [TestCase(100, 20, 90, 25, 5, 100, 20, 0, TestName = "Normalize_TotalTooSmall_ChangesNothing")]
    public void Normalize_ByTheGap(long input, long output, long total, long read, long written, long expectedInput, long expectedOutput, long expectedUnexplained)
    {
        var details = new ProviderUsageDetails
        {
            InputTokenCount = input,
            OutputTokenCount = output,
            TotalTokenCount = total,
            CachedInputTokenCount = read,
            CacheWriteTokenCount = written,
        };
        var usage = UsageNormalizer.Normalize(details, UsageProfile.Default, out var unexplained);
        Assert.That((usage.TotalInput, usage.TotalOutput, unexplained), Is.EqualTo((expectedInput, expectedOutput, expectedUnexplained)));
    }

    [Test]
    public void Normalize_GapOfReasoning_IsReasoning()
    {
        // xAI: 12 in, 5 out, 120 thought, 137 in total.
        var usage = UsageNormalizer.Normalize(
            new UsageDetails { InputTokenCount = 12, OutputTokenCount = 5, TotalTokenCount = 137, ReasoningTokenCount = 120 }, ExclusiveReasoning);
        Assert.That(usage, Is.EqualTo(new TokenUsage { Input = 12, Output = 5, Reasoning = 120, Requests = 1 }));
    }

    [Test]
    public void Normalize_WithoutTotal_TheProfileDecides()
    {
        var details = new ProviderUsageDetails { InputTokenCount = 100, OutputTokenCount = 20, CachedInputTokenCount = 30, ReasoningTokenCount = 10 };
        Assert.That(UsageNormalizer.Normalize(details, ExclusiveCache).TotalInput, Is.EqualTo(130));
        Assert.That(UsageNormalizer.Normalize(details, ExclusiveReasoning).TotalOutput, Is.EqualTo(30));
        Assert.That(UsageNormalizer.Normalize(details, UsageProfile.Default), Is.EqualTo(new TokenUsage { Input = 70, CacheRead = 30, Output = 10, Reasoning = 10, Requests = 1 }));
    }

    [Test]
    public void Normalize_AnyUsage_GivesBucketsThatAreDisjointAndNeverNegative() => Gen.Select(AnyUsage, AnyProfile).Sample((details, profile) =>
    {
        var usage = UsageNormalizer.Normalize(details, profile);
        long[] buckets = [usage.Input, usage.CacheRead, usage.CacheWrite, usage.CacheWrite1h, usage.AudioInput, usage.Output, usage.Reasoning, usage.AudioOutput];
        return buckets.All(bucket => bucket >= 0)
            && usage.TotalInput + usage.TotalOutput == buckets.Sum()
            && usage.CacheRead <= Math.Max(0, details.CachedInputTokenCount ?? 0)
            && usage.Reasoning <= Math.Max(0, details.ReasoningTokenCount ?? 0);
    });

    [Test]
    public void Normalize_UsageThatKeepsTheContract_SumsToItsTotal() => AnyUsage.Sample(details =>
    {
        details.InputTokenCount = Math.Max(0, details.InputTokenCount ?? 0) + Math.Max(0, details.CachedInputTokenCount ?? 0) + Math.Max(0, details.CacheWriteTokenCount ?? 0);
        details.OutputTokenCount = Math.Max(0, details.OutputTokenCount ?? 0);
        details.TotalTokenCount = details.InputTokenCount + details.OutputTokenCount;
        var usage = UsageNormalizer.Normalize(details, UsageProfile.Default);
        return usage.TotalInput == details.InputTokenCount && usage.TotalOutput == details.OutputTokenCount;
    });
}
