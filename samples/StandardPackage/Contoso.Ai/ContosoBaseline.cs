using AiGateway.Client.Budgets;
using AiGateway.Client.Configuration;
using AiGateway.Client.Governance.Policies;
using AiGateway.Client.RateLimiting;
using AiGateway.Client.Redaction;

namespace Contoso.Ai;

/// <summary>The organisation's rules. Who reviews this file reviews what every application can do.</summary>
internal static class ContosoBaseline
{
    public static void Apply(GatewayBaseline baseline)
    {
        AllowProviders(baseline);
        ProtectData(baseline);
        RequirePolicies(baseline);
        LimitUse(baseline);
    }

    private static void AllowProviders(GatewayBaseline baseline)
    {
        baseline.AllowedProviderTypes = ["AzureOpenAI", "Ollama", "Simulated"];
        baseline.AllowedRegions = ["eu"];
    }

    private static void ProtectData(GatewayBaseline baseline)
    {
        baseline.RedactedEntities["EMAIL_ADDRESS"] = RedactionAction.Pseudonymize;
        baseline.RedactedEntities["CREDIT_CARD"] = RedactionAction.Mask;
        baseline.RedactedEntities["SECRET"] = RedactionAction.Block;
        baseline.ForbidContentLogging = true;
    }

    private static void RequirePolicies(GatewayBaseline baseline)
    {
        baseline.MaxOutputTokens = 2_000;
        baseline.Policies["clean"] = new InvisibleUnicodePolicyOptions();
        baseline.Policies["sizes"] = new SizeLimitsPolicyOptions { MaxCharacters = 200_000 };
        baseline.Policies["links"] = new LinkGuardPolicyOptions { AllowedHosts = { ["contoso.example"] = true, ["partner.example"] = true } };
        baseline.AddPolicy<NamedApplicationPolicy>("named-application");
    }

    private static void LimitUse(GatewayBaseline baseline)
    {
        baseline.Timeouts.Total = TimeSpan.FromMinutes(2);
        baseline.Budgets["tenant-month"] = new BudgetOptions { PartitionBy = "Tenant", Amount = 50 };
        baseline.RateLimits["user-minute"] = new RateLimitOptions { PartitionBy = "User", Requests = 60 };
    }
}
