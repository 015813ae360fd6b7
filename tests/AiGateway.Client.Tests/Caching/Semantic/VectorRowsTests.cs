using System.Numerics.Tensors;
using AiGateway.Client.Caching.Semantic.Vectors;
using CsCheck;

namespace AiGateway.Client.Tests.Caching.Semantic;

public sealed class VectorRowsTests
{
    private static readonly Gen<(int Dimensions, int Count, int Seed)> Shapes = Gen.Select(Gen.Int[1, 700], Gen.Int[1, 40], Gen.Int);

    [Test]
    public void Dot_EveryKernel_EqualsScalar() => Gen.Select(Gen.Int[1, 24], Gen.Int).Sample((blocks, seed) =>
    {
        var random = new Random(seed);
        var row = new sbyte[blocks * VectorCode.Alignment];
        var query = new short[row.Length];
        for (var i = 0; i < row.Length; i++)
        {
            // Extremes, too: the sum of their products must not overflow.
            row[i] = random.Next(4) == 0 ? sbyte.MinValue : (sbyte)random.Next(-127, 128);
            query[i] = random.Next(4) == 0 ? (short)-2047 : (short)random.Next(-2047, 2048);
        }

        var expected = DotScalar.Dot(ref row[0], ref query[0], row.Length);
        return (!Dot512.IsSupported || Dot512.Dot(ref row[0], ref query[0], row.Length) == expected)
            && (!Dot256.IsSupported || Dot256.Dot(ref row[0], ref query[0], row.Length) == expected)
            && (!Dot128.IsSupported || Dot128.Dot(ref row[0], ref query[0], row.Length) == expected);
    });

    [Test]
    public void Scan_AnyRows_FindsTheNearestWithinTheSlack() => Shapes.Sample(shape =>
    {
        var (rows, vectors, query) = Create(shape.Dimensions, shape.Count, shape.Seed);
        Span<float> scores = stackalloc float[VectorPartition.MaxCandidates];
        Span<int> slots = stackalloc int[VectorPartition.MaxCandidates];
        var top = new TopCandidates(scores, slots, -2);
        var codes = new short[rows.Stride];
        var scale = VectorCode.EncodeQuery(query, codes);
        rows.Scan(codes, scale, shape.Count, ref top);
        var best = vectors.Max(vector => TensorPrimitives.Dot<float>(vector, query));
        var found = TensorPrimitives.Dot<float>(vectors[top.Slots[0]], query);
        return top.Count == Math.Min(shape.Count, VectorPartition.MaxCandidates) && best - found < VectorCode.Slack && IsSorted(scores[..top.Count])
            && Math.Abs(scores[0] - found) < VectorCode.Slack;
    });

    [Test]
    public void Scan_EveryKernel_FindsTheSame() => Shapes.Sample(shape =>
    {
        var (rows, _, query) = Create(shape.Dimensions, shape.Count, shape.Seed);
        var expected = Find<DotScalar>(rows, query, shape.Count);
        return Find<Dot128>(rows, query, shape.Count).SequenceEqual(expected)
            && (!Dot256.IsSupported || Find<Dot256>(rows, query, shape.Count).SequenceEqual(expected))
            && (!Dot512.IsSupported || Find<Dot512>(rows, query, shape.Count).SequenceEqual(expected));
    });

    [Test]
    public void TryNormalize_NoDirection_IsRefused()
    {
        var unit = new float[2];
        Assert.Multiple(() =>
        {
            Assert.That(VectorCode.TryNormalize([0, 0], unit), Is.False);
            Assert.That(VectorCode.TryNormalize([float.NaN, 1], unit), Is.False);
            Assert.That(VectorCode.TryNormalize([float.PositiveInfinity, 1], unit), Is.False);
            Assert.That(VectorCode.TryNormalize([3, 4], unit), Is.True);
            Assert.That(unit, Is.EqualTo(new[] { 0.6f, 0.8f }).Within(1e-6f));
        });
    }

    private static int[] Find<TKernel>(VectorRows rows, float[] query, int count)
        where TKernel : struct, IDotKernel
    {
        Span<float> scores = stackalloc float[8];
        Span<int> slots = stackalloc int[8];
        var top = new TopCandidates(scores, slots, 0);
        var codes = new short[rows.Stride];
        rows.Scan<TKernel>(codes, VectorCode.EncodeQuery(query, codes), count, ref top);
        return top.Slots.ToArray();
    }

    private static (VectorRows Rows, float[][] Vectors, float[] Query) Create(int dimensions, int count, int seed)
    {
        var random = new Random(seed);
        var rows = new VectorRows(dimensions, count);
        var vectors = Enumerable.Range(0, count).Select(_ => Unit(random, dimensions)).ToArray();
        for (var i = 0; i < count; i++)
        {
            rows.Set(i, vectors[i]);
        }

        return (rows, vectors, Unit(random, dimensions));
    }

    private static float[] Unit(Random random, int dimensions)
    {
        var vector = new float[dimensions];
        for (var i = 0; i < dimensions; i++)
        {
            vector[i] = (random.NextSingle() * 2) - 1 + 1e-6f;
        }

        VectorCode.TryNormalize(vector, vector);
        return vector;
    }

    private static bool IsSorted(ReadOnlySpan<float> scores)
    {
        for (var i = 1; i < scores.Length; i++)
        {
            if (scores[i] > scores[i - 1])
            {
                return false;
            }
        }

        return true;
    }
}
