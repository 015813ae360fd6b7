using AiGateway.Client.Caching.Semantic;
using AiGateway.Client.Caching.Semantic.Gates;

namespace AiGateway.Client.Evaluation.Semantic;

/// <summary>Hits and false hits of pairs whose similarity is known.</summary>
internal static class ThresholdTable
{
    private const double FalseHitCap = 0.01;
    private static readonly double[] Thresholds = [0.70, 0.75, 0.80, 0.825, 0.85, 0.875, 0.90, 0.91, 0.92, 0.93, 0.94, 0.95, 0.96, 0.97, 0.98, 0.99];

    /// <summary>Counts what thresholds let through, with the gates and without.</summary>
    /// <returns><see langword="null"/> when no similarity is known.</returns>
    public static object? Create(List<PairRow> rows, List<SemanticGate> gates) =>
        rows.Exists(row => row.Similarity is not null) ? Thresholds.Select(threshold => Count(rows, gates, threshold)).ToList() : null;

    /// <summary>Says which threshold the pairs prove.</summary>
    /// <returns><see langword="null"/> when no similarity is known.</returns>
    public static object? Calibrate(List<PairRow> rows)
    {
        var known = rows.Where(row => row.Similarity is not null).Select(row => new SemanticPair(row.A, row.B, row.Same, row.Similarity)).ToList();
        return known.Count == 0 ? null : new { FalseHitCap, Result = SemanticCache.Calibrate(known, FalseHitCap) };
    }

    private static object Count(List<PairRow> rows, List<SemanticGate> gates, double threshold)
    {
        var (hits, falseHits, hitsWithoutGates, falseHitsWithoutGates) = (0, 0, 0, 0);
        for (var i = 0; i < rows.Count; i++)
        {
            if (rows[i].Similarity >= threshold)
            {
                var passes = gates[i] is SemanticGate.None ? 1 : 0;
                (hits, hitsWithoutGates) = (hits + passes, hitsWithoutGates + 1);
                (falseHits, falseHitsWithoutGates) = rows[i].Same ? (falseHits, falseHitsWithoutGates) : (falseHits + passes, falseHitsWithoutGates + 1);
            }
        }

        return new { Threshold = threshold, Hits = hits, FalseHits = falseHits, HitsWithoutGates = hitsWithoutGates, FalseHitsWithoutGates = falseHitsWithoutGates };
    }
}
