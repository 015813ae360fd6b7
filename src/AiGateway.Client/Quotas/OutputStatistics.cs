using System.Collections.Concurrent;
using System.Numerics;

namespace AiGateway.Client.Quotas;

/// <summary>Learns how long the answers of each route are.</summary>
internal sealed class OutputStatistics
{
    private readonly ConcurrentDictionary<string, Lengths> _routes = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gets what 95 of 100 answers stay below.</summary>
    /// <returns><see langword="null"/> until enough have been seen.</returns>
    public int? Percentile95(string route) => _routes.TryGetValue(route, out var lengths) ? lengths.Percentile95 : null;

    public void Record(string route, long tokens) => _routes.GetOrAdd(route, static _ => new Lengths()).Record(tokens);

    /// <summary>Counts lengths in buckets of which each is a quarter of an octave wide. Old ones fade.</summary>
    private sealed class Lengths
    {
        private const int LeastSeen = 20;
        private const int Fade = 4096;
        private const int Quarters = 4;
        private const double Part = 0.95;

        private readonly Lock _gate = new();
        private readonly int[] _buckets = new int[32 * Quarters];
        private int _total;
        private volatile int _percentile95 = -1;

        public int? Percentile95 => _percentile95 < 0 ? null : _percentile95;

        public void Record(long tokens)
        {
            lock (_gate)
            {
                _buckets[BucketOf((uint)Math.Clamp(tokens, 1, int.MaxValue))]++;
                if (++_total >= Fade)
                {
                    Halve();
                }

                if (_total >= LeastSeen)
                {
                    _percentile95 = Find();
                }
            }
        }

        private static int BucketOf(uint tokens)
        {
            var octave = BitOperations.Log2(tokens);
            return (octave * Quarters) + (int)((((ulong)tokens << 2) >> octave) & 3);
        }

        // The first length that is beyond a bucket.
        private static int EndOf(int bucket) => (int)Math.Min(int.MaxValue, ((ulong)(Quarters + (bucket % Quarters) + 1) << (bucket / Quarters)) / Quarters);

        private int Find()
        {
            var wanted = (int)Math.Ceiling(_total * Part);
            var bucket = 0;
            for (var seen = _buckets[0]; seen < wanted; seen += _buckets[bucket])
            {
                bucket++;
            }

            return EndOf(bucket);
        }

        private void Halve()
        {
            _total = 0;
            for (var i = 0; i < _buckets.Length; i++)
            {
                _total += _buckets[i] /= 2;
            }
        }
    }
}
