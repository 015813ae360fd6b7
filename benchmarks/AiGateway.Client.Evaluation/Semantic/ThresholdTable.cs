using AiGateway.Client.Caching.Semantic.Gates;

namespace AiGateway.Client.Evaluation.Semantic;

/// <summary>Hits and false hits of pairs whose similarity is known.</summary>
internal static class ThresholdTable
{
    public static object? Create(List<PairRow> rows, List<SemanticGate> gates) => null;

    public static object? Calibrate(List<PairRow> rows) => null;
}
