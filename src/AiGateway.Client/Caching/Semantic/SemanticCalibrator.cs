using System.Numerics.Tensors;
using AiGateway.Client.Caching.Semantic.Gates;

namespace AiGateway.Client.Caching.Semantic;

/// <summary>Finds a threshold from pairs whose similarity is known.</summary>
internal static class SemanticCalibrator
{
    private const double Confidence = 0.95;

    /// <summary>Embeds the pairs that have no similarity yet.</summary>
    public static async Task<IReadOnlyList<SemanticPair>> MeasureAsync(IEnumerable<SemanticPair> pairs, QuestionEmbedder? embedder, CancellationToken cancellationToken)
    {
        List<SemanticPair> measured = [.. pairs];
        for (var i = 0; i < measured.Count; i++)
        {
            if (measured[i].Similarity is null)
            {
                var units = await (embedder ?? throw new InvalidOperationException("No embedding generator is registered. Register an IEmbeddingGenerator<string, Embedding<float>>, or give the pairs their similarity."))
                    .EmbedAsync([measured[i].First, measured[i].Second], cancellationToken).ConfigureAwait(false);
                measured[i] = measured[i] with { Similarity = TensorPrimitives.Dot(units[0], units[1]) };
            }
        }

        return measured;
    }

    public static SemanticCalibration Calibrate(IReadOnlyList<SemanticPair> pairs, double falseHitCap)
    {
        var judged = new List<SemanticPair>(pairs.Count);
        var (sameStopped, differentStopped, same) = (0, 0, 0);
        foreach (var pair in pairs)
        {
            same += pair.IsSame ? 1 : 0;
            if (SemanticGates.Compare(Question.Read(pair.First), Question.Read(pair.Second)) is SemanticGate.None)
            {
                judged.Add(pair);
            }
            else if (pair.IsSame)
            {
                sameStopped++;
            }
            else
            {
                differentStopped++;
            }
        }

        judged.Sort(static (left, right) => right.Similarity!.Value.CompareTo(left.Similarity!.Value));
        var (proven, observed) = FindCuts(judged, falseHitCap);
        var cut = proven.Hits > 0 ? proven : observed;
        return new SemanticCalibration
        {
            Threshold = proven.Threshold,
            ObservedThreshold = observed.Threshold,
            Hits = cut.Hits,
            FalseHits = cut.FalseHits,
            HitRate = same == 0 ? 0 : (double)(cut.Hits - cut.FalseHits) / same,
            FalseHitRate = cut.Hits == 0 ? 0 : (double)cut.FalseHits / cut.Hits,
            FalseHitRateUpperBound = BinomialBound.Upper(cut.FalseHits, cut.Hits, Confidence),
            SameStopped = sameStopped,
            DifferentStopped = differentStopped,
            Pairs = pairs.Count,
            HitsToProve = (int)Math.Ceiling(Math.Log(1 - Confidence) / Math.Log(1 - falseHitCap)),
        };
    }

    // A threshold takes all pairs of its similarity or none, so that cuts are only between different ones.
    private static (ThresholdCut Proven, ThresholdCut Observed) FindCuts(List<SemanticPair> judged, double cap)
    {
        ThresholdCut proven = default, observed = default;
        var falseHits = 0;
        for (var i = 0; i < judged.Count; i++)
        {
            falseHits += judged[i].IsSame ? 0 : 1;
            var threshold = judged[i].Similarity!.Value;
            if (threshold <= 0 || (i + 1 < judged.Count && judged[i + 1].Similarity == threshold) || falseHits > cap * (i + 1))
            {
                continue;
            }

            observed = new ThresholdCut(Math.Min(threshold, 1), i + 1, falseHits);
            proven = BinomialBound.Upper(falseHits, i + 1, Confidence) <= cap ? observed : proven;
        }

        return (proven, observed);
    }
}
