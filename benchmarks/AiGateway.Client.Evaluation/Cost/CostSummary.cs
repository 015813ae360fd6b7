using System.Globalization;

namespace AiGateway.Client.Evaluation.Cost;

/// <summary>Counts exact costs: equal to the last nano-dollar.</summary>
internal sealed class CostSummary
{
    private const int NanoDecimals = 9;

    public int Cases { get; private set; }

    public int Exact { get; private set; }

    public List<object> Mismatches { get; } = [];

    public List<object> Unsupported { get; } = [];

    public void Add(string id, decimal expected, decimal? actual)
    {
        Cases++;
        if (actual is { } known && decimal.Round(expected, NanoDecimals, MidpointRounding.AwayFromZero) == known)
        {
            Exact++;
        }
        else
        {
            Mismatches.Add(new { id, expected = Text(expected), actual = actual is { } some ? Text(some) : null });
        }
    }

    public void AddUnsupported(string id, string reason)
    {
        Cases++;
        Unsupported.Add(new { id, reason });
    }

    private static string Text(decimal value) => value.ToString("0.##################", CultureInfo.InvariantCulture);
}
