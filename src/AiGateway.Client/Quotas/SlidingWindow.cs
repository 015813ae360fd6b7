using System.Globalization;

namespace AiGateway.Client.Quotas;

/// <summary>Fixed windows of one length, of which the last two count.</summary>
internal sealed class SlidingWindow(TimeSpan length) : QuotaWindow
{
    public override string Id { get; } = string.Create(CultureInfo.InvariantCulture, $"sliding/{length:c}");

    public override bool IsSliding => true;

    public override QuotaPeriod PeriodAt(DateTimeOffset moment)
    {
        var ticks = moment.UtcTicks;
        var start = new DateTimeOffset(ticks - (ticks % length.Ticks), TimeSpan.Zero);
        return new QuotaPeriod(start, DateTimeOffset.MaxValue - start < length ? DateTimeOffset.MaxValue : start + length);
    }
}
