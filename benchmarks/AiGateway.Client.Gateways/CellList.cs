namespace AiGateway.Client.Gateways;

/// <summary>Finds what was measured.</summary>
internal static class CellList
{
    public static Samples Find(this IReadOnlyList<Cell> cells, string group, string leg, bool streamed, int connections) =>
        cells.Single(cell => cell.Group == group && cell.Leg == leg && cell.Streamed == streamed && cell.Connections == connections).Samples;

    /// <summary>What the median of <paramref name="leg"/> is above that of <paramref name="baseline"/>, in microseconds.</summary>
    public static double Added(this IReadOnlyList<Cell> cells, string group, string leg, string baseline, bool streamed, int connections) =>
        cells.Find(group, leg, streamed, connections).Whole(0.5) - cells.Find(group, baseline, streamed, connections).Whole(0.5);
}
