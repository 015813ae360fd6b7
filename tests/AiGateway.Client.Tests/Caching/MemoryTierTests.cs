using AiGateway.Client.Caching;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Tests.Caching;

/// <summary>The memory tier keeps within its bytes, and keeps what is used.</summary>
public sealed class MemoryTierTests
{
    private const int EntrySize = 104;

    private int _evicted;

    [Test]
    public void Bytes_StayWithinTheBound()
    {
        var tier = Tier(100);
        for (var i = 0; i < 10_000; i++)
        {
            tier.Set(Key(i), Answer());
            Assert.That(tier.Bytes, Is.LessThanOrEqualTo(100 * EntrySize));
        }

        Assert.That((tier.Count, tier.Bytes, _evicted), Is.EqualTo((100, 100L * EntrySize, 9_900)));
    }

    [Test]
    public void Scan_DoesNotDriveOutWhatIsUsed()
    {
        var tier = Tier(100);
        for (var round = 0; round < 3; round++)
        {
            for (var i = 0; i < 50; i++)
            {
                _ = tier.Find(Key(i).View) ?? Put(tier, i);
            }
        }

        for (var i = 1000; i < 3000; i++)
        {
            tier.Set(Key(i), Answer());
        }

        Assert.That(Enumerable.Range(0, 50).Count(i => tier.Find(Key(i).View) is not null), Is.EqualTo(50));
    }

    [Test]
    public void EntryThatReturns_IsKept()
    {
        var tier = Tier(100);
        for (var i = 0; i < 150; i++)
        {
            tier.Set(Key(i), Answer());
        }

        Assert.That(tier.Find(Key(40).View), Is.Null);
        tier.Set(Key(40), Answer());
        for (var i = 1000; i < 1095; i++)
        {
            tier.Set(Key(i), Answer());
        }

        Assert.That(tier.Find(Key(40).View), Is.Not.Null);
    }

    [Test]
    public void Replace_CountsOnce_AndTheLatestIsFound()
    {
        var tier = Tier(100);
        var last = Answer();
        for (var i = 0; i < 1000; i++)
        {
            tier.Set(Key(1), last = Answer());
        }

        Assert.That((tier.Count, tier.Bytes), Is.EqualTo((1, (long)EntrySize)));
        Assert.That(tier.Find(Key(1).View), Is.SameAs(last));
    }

    [Test]
    public void Remove_LeavesWhatHasTakenItsPlace()
    {
        var tier = Tier(100);
        var (old, now) = (Answer(), Answer());
        tier.Set(Key(1), old);
        tier.Set(Key(1), now);
        tier.Remove(Key(1).View, old);
        Assert.That(tier.Find(Key(1).View), Is.SameAs(now));
        tier.Remove(Key(1).View, now);
        Assert.That((tier.Find(Key(1).View), tier.Bytes), Is.EqualTo((default(CachedAnswer), 0L)));
    }

    [Test]
    public void RemovedEntries_LeaveNoBytesBehind()
    {
        var tier = Tier(1000);
        for (var i = 0; i < 5000; i++)
        {
            tier.Set(Key(i), Answer());
            tier.RemoveWhere(_ => true);
        }

        Assert.That((tier.Count, tier.Bytes, _evicted), Is.EqualTo((0, 0L, 0)));
        for (var i = 0; i < 3000; i++)
        {
            tier.Set(Key(i), Answer());
        }

        Assert.That((tier.Count, tier.Bytes), Is.EqualTo((1000, 1000L * EntrySize)));
    }

    [Test]
    public void MaxBytes_Smaller_EvictsAtOnce()
    {
        var tier = Tier(100);
        for (var i = 0; i < 100; i++)
        {
            tier.Set(Key(i), Answer());
        }

        tier.MaxBytes = 10 * EntrySize;
        Assert.That((tier.Count, tier.Bytes), Is.EqualTo((10, 10L * EntrySize)));
    }

    [Test]
    public void SameHash_OtherBytes_IsNotFound()
    {
        var tier = Tier(100);
        tier.Set(new OwnedKey([1], 7), Answer());
        Assert.That(tier.Find(new OwnedKey([2], 7).View), Is.Null);
        tier.Set(new OwnedKey([2], 7), Answer());
        Assert.That(tier.Count, Is.EqualTo(2));
    }

    [Test]
    public void ManyThreads_KeepTheBooks()
    {
        var tier = Tier(50);
        Parallel.For(0, 8, thread =>
        {
            for (var i = 0; i < 5000; i++)
            {
                var key = Key((i * 7 + thread) % 200);
                if (tier.Find(key.View) is { } answer && i % 5 == 0)
                {
                    tier.Remove(key.View, answer);
                }
                else
                {
                    tier.Set(key, Answer());
                }
            }
        });
        Assert.That(tier.Bytes, Is.EqualTo(tier.Entries.Sum(entry => (long)entry.Size)));
        Assert.That(tier.Bytes, Is.LessThanOrEqualTo(50 * EntrySize));
    }

    private static CachedAnswer? Put(MemoryTier tier, int key)
    {
        tier.Set(Key(key), Answer());
        return null;
    }

    private MemoryTier Tier(int entries)
    {
        _evicted = 0;
        return new MemoryTier(entries * EntrySize, evicted => _evicted += evicted);
    }

    private static OwnedKey Key(int key) => new(BitConverter.GetBytes(key), FastHash.Compute(BitConverter.GetBytes(key), 5));

    private static CachedAnswer Answer() => new() { Response = new ChatResponse(), Size = EntrySize - sizeof(int) };
}
