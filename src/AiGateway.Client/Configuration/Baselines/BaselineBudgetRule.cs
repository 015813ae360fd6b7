using AiGateway.Client.Budgets;

namespace AiGateway.Client.Configuration.Baselines;

/// <summary>A budget that every application has.</summary>
internal sealed class BaselineBudgetRule(string name, BudgetOptions required) : IBaselineRule
{
    private readonly BudgetOptions _required = Copy(required);

    public void Check(AiGatewayOptions options, ICollection<string> failures)
    {
        if (!options.Budgets.TryGetValue(name, out var budget))
        {
            return;
        }

        var check = new BaselineLimitCheck($"{options.Path}:Budgets:{name}", failures);
        check.RequireAtMost(nameof(budget.Amount), budget.Amount, _required.Amount);
        check.RequirePartition(budget.PartitionBy, _required.PartitionBy);
        check.RequireSame(nameof(budget.Period), budget.Period, _required.Period);
        check.RequireSame(nameof(budget.TimeZone), budget.TimeZone, _required.TimeZone);
        check.RequireMode(budget.Mode, _required.Mode);
        check.RequireStoreFailureMode(budget.OnStoreFailure, _required.OnStoreFailure);
        if (budget.OutputReserve > _required.OutputReserve)
        {
            check.Refuse(nameof(budget.OutputReserve), budget.OutputReserve, $"reserves less than the baseline asks for: {_required.OutputReserve}");
        }
    }

    public void Apply(AiGatewayOptions options)
    {
        if (options.Budgets.TryGetValue(name, out var budget))
        {
            budget.Amount = Math.Min(budget.Amount, _required.Amount);
        }
        else
        {
            options.Budgets[name] = Copy(_required);
        }
    }

    private static BudgetOptions Copy(BudgetOptions options) => new()
    {
        Amount = options.Amount,
        Mode = options.Mode,
        OnStoreFailure = options.OnStoreFailure,
        OutputReserve = options.OutputReserve,
        PartitionBy = options.PartitionBy,
        Period = options.Period,
        Thresholds = options.Thresholds,
        TimeZone = options.TimeZone,
    };
}
