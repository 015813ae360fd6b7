using System.Diagnostics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using AiGateway.Client.Caching.Semantic.Vectors;
using BenchmarkDotNet.Attributes;

namespace AiGateway.Client.Benchmarks;

/// <summary>Finding the nearest of stored questions on one thread: the scan of short vectors, beside the same with whole ones and a plain read of the same bytes.</summary>
public class SemanticScanBenchmarks
{
    private const float Threshold = 0.9f;

    private VectorRows _rows = null!;
    private float[] _vectors = null!;
    private byte[] _bytes = null!;
    private float[] _query = null!;
    private short[] _codes = null!;
    private float _scale;
    private int _count;

    /// <summary>How many vectors there are, and how long they are.</summary>
    [Params("10000 x 384", "100000 x 384", "100000 x 1536")]
    public string Size { get; set; } = "";

    [GlobalSetup]
    public void Setup()
    {
        var parts = Size.Split(" x ");
        (_count, var dimensions) = (int.Parse(parts[0]), int.Parse(parts[1]));
        var random = new Random(1);
        _rows = new VectorRows(dimensions, _count);
        _vectors = new float[_count * dimensions];
        _bytes = new byte[_count * _rows.Stride];
        for (var i = 0; i < _count; i++)
        {
            _rows.Set(i, Fill(random, _vectors.AsSpan(i * dimensions, dimensions)));
        }

        random.NextBytes(_bytes);
        _query = new float[dimensions];
        Fill(random, _query);
        _codes = new short[_rows.Stride];
        _scale = VectorCode.EncodeQuery(_query, _codes);
    }

    [GlobalCleanup]
    public void Report()
    {
        var gigabytes = _bytes.Length / 1e9;
        Console.WriteLine($"// {Size}: scan {gigabytes / Best(ShortScan):0.0} GB/s, plain read of the same bytes {gigabytes / Best(PlainRead):0.0} GB/s, whole vectors {4 * gigabytes / Best(WholeScan):0.0} GB/s");
    }

    [Benchmark]
    public float ShortScan()
    {
        Span<float> scores = stackalloc float[VectorPartition.MaxCandidates];
        Span<int> slots = stackalloc int[VectorPartition.MaxCandidates];
        var top = new TopCandidates(scores, slots, Threshold - VectorCode.Slack);
        _rows.Scan(_codes, _scale, _count, ref top);
        return top.Count;
    }

    [Benchmark(Baseline = true)]
    public float WholeScan()
    {
        var (best, dimensions) = (0f, _query.Length);
        for (var i = 0; i < _count; i++)
        {
            best = Math.Max(best, TensorPrimitives.Dot<float>(_vectors.AsSpan(i * dimensions, dimensions), _query));
        }

        return best;
    }

    [Benchmark]
    public long PlainRead() => TensorPrimitives.Sum<long>(MemoryMarshal.Cast<byte, long>(_bytes));

    private static double Best(Func<object> measured)
    {
        var best = double.MaxValue;
        for (var i = 0; i < 10; i++)
        {
            var start = Stopwatch.GetTimestamp();
            measured();
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        return best;
    }

    private static double Best(Func<float> measured) => Best(() => (object)measured());

    private static double Best(Func<long> measured) => Best(() => (object)measured());

    private static Span<float> Fill(Random random, Span<float> vector)
    {
        for (var i = 0; i < vector.Length; i++)
        {
            vector[i] = (random.NextSingle() * 2) - 1;
        }

        VectorCode.TryNormalize(vector, vector);
        return vector;
    }
}
