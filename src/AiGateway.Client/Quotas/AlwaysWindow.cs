namespace AiGateway.Client.Quotas;

internal sealed class AlwaysWindow : QuotaWindow
{
    public override string Id => "always";

    public override bool IsSliding => false;

    public override QuotaPeriod PeriodAt(DateTimeOffset moment) => new(DateTimeOffset.MinValue, DateTimeOffset.MaxValue);
}
