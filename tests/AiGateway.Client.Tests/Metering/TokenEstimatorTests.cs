using System.Text;
using AiGateway.Client.Metering;
using CsCheck;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Tests.Metering;

public sealed class TokenEstimatorTests
{
    private static readonly TokenizerKey Key = new("openai", "gpt-5");

    [Test]
    public void Estimate_AnyText_IsBetweenOneAndItsBytes() => Gen.String.Sample(text =>
    {
        var tokens = new CalibratedTokenEstimator().Estimate(Key, text.AsSpan());
        return text.Length == 0 ? tokens == 0 : tokens >= 1 && tokens <= Encoding.UTF8.GetByteCount(text);
    });

    [TestCase("The quick brown fox jumps over the lazy dog.", 8, 12)]
    [TestCase("1234567890", 3, 5)]
    [TestCase("internationalization", 2, 4)]
    [TestCase("\u4eca\u5929\u5929\u6c14\u5f88\u597d", 4, 7)]
    public void Estimate_KnownTexts_AreNearTheirCount(string text, long least, long most) =>
        Assert.That(new CalibratedTokenEstimator().Estimate(Key, text.AsSpan()), Is.InRange(least, most));

    [Test]
    public void Estimate_LongText_IsInProportionToItsBeginning()
    {
        var estimator = new CalibratedTokenEstimator();
        var text = string.Concat(Enumerable.Repeat("some words to count, ", 10_000));
        Assert.That(estimator.Estimate(Key, text.AsSpan()) / (double)estimator.Estimate(Key, text.AsSpan(0, 2100)), Is.EqualTo(100).Within(2));
    }

    [Test]
    public void Estimate_AllocatesNothing()
    {
        var estimator = new CalibratedTokenEstimator();
        ChatMessage[] messages = [new(ChatRole.System, "Be brief."), new(ChatRole.User, "What is a gateway?")];
        Assert.That(Allocated(() => estimator.Estimate(Key, messages) + estimator.Estimate(Key, "text".AsSpan()) + estimator.Estimate(Key, 400)), Is.Zero);
    }

    [Test]
    public void Learn_FromExactUsage_BringsEstimatesNearer()
    {
        var estimator = new CalibratedTokenEstimator();
        var before = Error(estimator);
        for (var words = 5; words < 200; words += 13)
        {
            estimator.Learn(Key, [Message(words)], null, Counted(words));
        }

        Assert.That(Error(estimator), Is.LessThan(0.05).And.LessThan(before / 3));
    }

    [Test]
    public void Learn_OneModel_LeavesTheOthers()
    {
        var estimator = new CalibratedTokenEstimator();
        var other = Key with { Model = "other" };
        var before = estimator.Estimate(other, [Message(50)]);
        estimator.Learn(Key, [Message(50)], null, 10_000);
        Assert.That(estimator.Estimate(other, [Message(50)]), Is.EqualTo(before));
        Assert.That(estimator.Estimate(Key with { HasTools = true }, [Message(50)]), Is.EqualTo(before));
    }

    [Test]
    public void Learn_FromImages_IsNotDone()
    {
        var estimator = new CalibratedTokenEstimator();
        var before = estimator.Estimate(Key, [Message(50)]);
        estimator.Learn(Key, [new ChatMessage(ChatRole.User, [new DataContent(new byte[8], "image/png")])], null, 90_000);
        Assert.That(estimator.Estimate(Key, [Message(50)]), Is.EqualTo(before));
    }

    // A tokenizer of its own: two tokens a word, and eleven around it all.
    private static long Counted(int words) => (2 * words) + 11;

    private static ChatMessage Message(int words) => new(ChatRole.User, string.Concat(Enumerable.Repeat("word ", words)));

    private static double Error(CalibratedTokenEstimator estimator) => new[] { 10, 40, 160 }.Max(
        words => Math.Abs(estimator.Estimate(Key, [Message(words)]) - Counted(words)) / (double)Counted(words));

    private static long Allocated(Func<long> action)
    {
        _ = action();
        var before = GC.GetAllocatedBytesForCurrentThread();
        _ = action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
