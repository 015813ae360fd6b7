using AiGateway.Client.Caching.Semantic;
using AiGateway.Client.Caching.Semantic.Vectors;

namespace AiGateway.Client.Tests.Caching.Semantic;

public sealed class VectorPartitionTests
{
    private const long Never = long.MaxValue;

    [Test]
    public void Add_MoreThanMayBe_DropsWhatWasLeastRecentlyOfUse()
    {
        var partition = new VectorPartition(4, 3);
        var entries = Enumerable.Range(0, 4).Select(i => Entry($"q{i}", i)).ToArray();
        foreach (var entry in entries[..3])
        {
            partition.Add(entry, now: 1);
        }

        entries[0].LastUse = 10;
        partition.Add(entries[3], now: 1);
        Assert.That(Texts(partition), Is.EquivalentTo(new[] { "q0", "q2", "q3" }));
        Assert.That(partition.Bytes, Is.EqualTo(entries[0].Size + entries[2].Size + entries[3].Size));
    }

    [Test]
    public void Add_FullOfExpired_TakesTheirPlaces()
    {
        var partition = new VectorPartition(4, 2);
        partition.Add(Entry("old", 100, expiresAt: 5), now: 1);
        partition.Add(Entry("live", 1), now: 1);
        partition.Add(Entry("new", 2), now: 6);
        Assert.That(Texts(partition), Is.EquivalentTo(new[] { "live", "new" }));
    }

    [Test]
    public void Add_SameText_Replaces()
    {
        var partition = new VectorPartition(4, 8);
        partition.Add(Entry("q", 1), now: 1);
        var second = Entry("q", 2);
        partition.Add(second, now: 1);
        Assert.That(partition.Find([1, 0, 0, 0], 0.5f, now: 1).Select(candidate => candidate.Entry), Is.EqualTo(new[] { second }));
        Assert.That(partition.Bytes, Is.EqualTo(second.Size));
    }

    [Test]
    public void AddIfNew_SameText_KeepsTheFirst()
    {
        var partition = new VectorPartition(4, 8);
        var first = Entry("q", 1);
        partition.Add(first, now: 1);
        partition.AddIfNew(Entry("q", 2), now: 1);
        Assert.That(partition.Snapshot(1), Is.EqualTo(new[] { first }));
    }

    [Test]
    public void Find_ManyNear_GivesTheBestInOrder()
    {
        var partition = new VectorPartition(2, 1000);
        for (var i = 0; i < 500; i++)
        {
            var angle = i / 500f;
            partition.Add(new SemanticEntry($"{i}", $"q{i}", [MathF.Cos(angle), MathF.Sin(angle)], Never), now: 1);
        }

        var found = partition.Find([1, 0], 0.9f, now: 1);
        Assert.That(found, Has.Length.EqualTo(VectorPartition.MaxCandidates));
        Assert.That(found.Select(candidate => candidate.Score), Is.Ordered.Descending);
        Assert.That(found[0].Entry.Text, Is.EqualTo("q0"));
    }

    [Test]
    public void Find_JustBelowAndAboveTheThreshold_IsExact()
    {
        var partition = new VectorPartition(2, 8);
        partition.Add(new SemanticEntry("1", "above", [0.9001f, MathF.Sqrt(1 - (0.9001f * 0.9001f))], Never), now: 1);
        partition.Add(new SemanticEntry("2", "below", [0.8999f, MathF.Sqrt(1 - (0.8999f * 0.8999f))], Never), now: 1);
        Assert.That(partition.Find([1, 0], 0.9f, now: 1).Select(candidate => candidate.Entry.Text), Is.EqualTo(new[] { "above" }));
    }

    [Test]
    public void Remove_Entry_IsNotFoundAndItsPlaceIsReused()
    {
        var partition = new VectorPartition(4, 64);
        var entry = Entry("gone", 1);
        partition.Add(entry, now: 1);
        Assert.That((partition.Remove(entry), partition.Remove(entry)), Is.EqualTo((true, false)));
        Assert.That(partition.Find([1, 0, 0, 0], 0.1f, now: 1), Is.Empty);
        partition.Add(Entry("next", 2), now: 1);
        Assert.That((partition.Count, Texts(partition).Single()), Is.EqualTo((1, "next")));
    }

    [Test]
    public void Find_OtherDimensions_FindsNothing()
    {
        var partition = new VectorPartition(4, 8);
        partition.Add(Entry("q", 1), now: 1);
        Assert.That(partition.Find([1, 0], 0.1f, now: 1), Is.Empty);
    }

    [Test]
    public async Task FindAndAdd_AtOnce_NeverGiveAnEntryThatIsNotNear()
    {
        var partition = new VectorPartition(4, 128);
        using var done = new CancellationTokenSource();
        var readers = Enumerable.Range(0, 3).Select(reader => Task.Run(() =>
        {
            var axis = new float[4];
            axis[reader] = 1;
            for (var i = 0; i < 20_000 || !done.IsCancellationRequested; i++)
            {
                foreach (var candidate in partition.Find(axis, 0.99f, now: 1))
                {
                    Assert.That(candidate.Entry.Vector[reader], Is.EqualTo(1));
                }
            }
        })).ToArray();
        for (var i = 0; i < 20_000; i++)
        {
            var vector = new float[4];
            vector[i % 4] = 1;
            partition.Add(new SemanticEntry("x", $"q{i % 700}", vector, Never) { LastUse = i }, now: 1);
        }

        await done.CancelAsync();
        await Task.WhenAll(readers);
        Assert.That(partition.Count, Is.EqualTo(128));
    }

    private static SemanticEntry Entry(string text, long lastUse, long expiresAt = Never) => new("id", text, [1, 0, 0, 0], expiresAt) { LastUse = lastUse };

    private static IEnumerable<string> Texts(VectorPartition partition) => partition.Snapshot(1).Select(entry => entry.Text);
}
