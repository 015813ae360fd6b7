using AiGateway.Client.Context;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Quotas;

/// <summary>Works out how much of one request each limit reserves, and nothing that none of them asks for.</summary>
internal ref struct LimitSizes(
    LimitServices services, string route, IReadOnlyList<TargetIdentity> candidates, IEnumerable<ChatMessage> messages, ChatOptions? options)
{
    private int _input = -1;
    private int _longest;
    private long _strictCost = -1;
    private long _balancedCost = -1;

    /// <summary>Gets what the request is expected to use, for when it is never known what it did.</summary>
    public CallEstimate Expected => With(OutputReserve.Balanced);

    public long Of(LimitRule rule) => rule.Unit switch
    {
        LimitUnit.Requests or LimitUnit.Concurrency => 1,
        _ when rule.OutputReserve is OutputReserve.PostPaid => 0,
        LimitUnit.Tokens => With(rule.OutputReserve).Tokens,
        _ when rule.OutputReserve is OutputReserve.Strict => Cost(OutputReserve.Strict, ref _strictCost),
        _ => Cost(OutputReserve.Balanced, ref _balancedCost),
    };

    private CallEstimate With(OutputReserve reserve)
    {
        if (_input < 0)
        {
            _input = services.Estimator.EstimateInputTokens(messages, options);
            _longest = options?.MaxOutputTokens ?? services.Estimator.MaxOutputTokens(candidates);
        }

        var output = reserve is OutputReserve.Strict ? _longest : Math.Min(_longest, services.Outputs.Percentile95(route) ?? _longest);
        return new CallEstimate(_input, Math.Max(0, output));
    }

    private long Cost(OutputReserve reserve, scoped ref long known) =>
        known >= 0 ? known : known = services.Estimator.EstimateCost(candidates, options, With(reserve));
}
