namespace AiGateway.Client.Configuration.Baselines;

/// <summary>Messages are not written to spans.</summary>
internal sealed class BaselineTelemetryRule : IBaselineRule
{
    public void Check(AiGatewayOptions options, ICollection<string> failures)
    {
        if (options.Telemetry.EnableSensitiveData)
        {
            failures.Add($"{options.Path}:Telemetry:EnableSensitiveData = 'True' is not allowed by the baseline, which forbids messages in spans. Remove it.");
        }
    }

    public void Apply(AiGatewayOptions options)
    {
    }
}
