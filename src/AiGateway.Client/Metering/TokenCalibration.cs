namespace AiGateway.Client.Metering;

/// <summary>What has been learnt of how one tokenizer counts: a line through measured and counted tokens, older ones fading.</summary>
/// <remarks>Every observation weighs by its relative error, so that long prompts do not drown short ones. The prior keeps a few observations from tilting the line.</remarks>
internal sealed class TokenCalibration(double slope, double offset)
{
    private const double Fading = 0.98;
    private const double PriorWeight = 0.02;
    private const double MinSlope = 0.2;
    private const double MaxSlope = 5;
    private const double MaxOffset = 100_000;
    private const int EveryOne = 32;
    private const int OneIn = 16;

    private readonly Lock _lock = new();
    private readonly double _priorSlope = slope;
    private readonly double _priorOffset = offset;
    private double _weights;
    private double _x;
    private double _y;
    private double _xx;
    private double _xy;
    private int _seen;
    private volatile Line _line = new(slope, offset);

    /// <summary>Tells whether the next observation is worth its cost: all of the first, then some.</summary>
    public bool Wants()
    {
        var seen = (uint)Interlocked.Increment(ref _seen);
        return seen <= EveryOne || seen % OneIn == 0;
    }

    public double Apply(double measured)
    {
        var line = _line;
        return (line.Slope * measured) + line.Offset;
    }

    /// <summary>Applies the rate alone, for text without messages around it.</summary>
    public double Scale(double measured) => _line.Slope * measured;

    public void Learn(double measured, long counted)
    {
        // The weight 1/y^2 minimises relative errors.
        var weight = 1 / ((double)counted * counted);
        lock (_lock)
        {
            _weights = (_weights * Fading) + weight;
            _x = (_x * Fading) + (weight * measured);
            _y = (_y * Fading) + (weight * counted);
            _xx = (_xx * Fading) + (weight * measured * measured);
            _xy = (_xy * Fading) + (weight * measured * counted);
            _line = Fit();
        }
    }

    // Ridge regression towards the prior.
    private Line Fit()
    {
        var slopeRidge = PriorWeight * _xx;
        var offsetRidge = PriorWeight * _weights;
        var (xx, ww) = (_xx + slopeRidge, _weights + offsetRidge);
        var (xy, y) = (_xy + (slopeRidge * _priorSlope), _y + (offsetRidge * _priorOffset));
        var determinant = (xx * ww) - (_x * _x);
        if (!(determinant > 0))
        {
            return new Line(_priorSlope, _priorOffset);
        }

        var slope = Math.Clamp(((xy * ww) - (y * _x)) / determinant, MinSlope, MaxSlope);
        return new Line(slope, Math.Clamp((y - (slope * _x)) / ww, 0, MaxOffset));
    }

    private sealed record Line(double Slope, double Offset);
}
