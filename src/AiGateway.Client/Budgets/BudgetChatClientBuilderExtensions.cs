using AiGateway.Client.Budgets;
using AiGateway.Client.Quotas;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.Extensions.AI;

/// <summary>Adds budgets to any chat client.</summary>
public static class BudgetChatClientBuilderExtensions
{
    /// <summary>Adds the stage of budgets on its own.</summary>
    /// <param name="builder">The builder of a chat client.</param>
    /// <param name="configure">Adds the budgets by name.</param>
    /// <returns>The builder.</returns>
    /// <remarks>
    /// <c>AddAiGateway</c> adds this stage by itself where budgets are configured. The caller is that of <see cref="AiGateway.Client.Context.GatewayChatOptions"/>.
    /// Services used when registered: <see cref="IQuotaStore"/>, <see cref="IBudgetListener"/>, <see cref="TimeProvider"/>, logging, meters.
    /// </remarks>
    /// <exception cref="ArgumentException">A budget is not valid; the message lists everything that is wrong.</exception>
    public static ChatClientBuilder UseBudgets(this ChatClientBuilder builder, Action<IDictionary<string, BudgetOptions>> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        var budgets = new Dictionary<string, BudgetOptions>(StringComparer.OrdinalIgnoreCase);
        configure(budgets);
        LimitChecks.Require(budgets, "Budgets", BudgetOptionsValidator.Validate, nameof(configure));
        return builder.Use((inner, provider) =>
        {
            var services = LimitServices.Of(provider);
            IBudgetListener[] listeners = [.. provider.GetService<IEnumerable<IBudgetListener>>() ?? []];
            return budgets.Count == 0 ? inner : new BudgetChatClient(inner, LimitGate.Alone(
                inner, budgets.Select(budget => BudgetRule.Create(budget.Key, budget.Value, services, listeners)), services));
        });
    }
}
