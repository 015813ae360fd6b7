namespace AiGateway.Client.Budgets;

/// <summary>Learns when thresholds of budgets are passed. Register any number as services.</summary>
public interface IBudgetListener
{
    /// <summary>A threshold was passed. Called once for each threshold, partition and period.</summary>
    /// <param name="threshold">Which, and by how much.</param>
    /// <remarks>Runs on the flow of the request that passed it: keep it short. Exceptions it throws are logged and dropped.</remarks>
    void OnThreshold(BudgetThreshold threshold);
}
