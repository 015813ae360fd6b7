using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;

namespace AiGateway.Client.Configuration.Baselines;

/// <summary>The baselines of an application. They belong to its services without being one of them, so that no later registration replaces or removes them.</summary>
internal sealed class BaselineSet
{
    private static readonly ConditionalWeakTable<IServiceCollection, BaselineSet> Sets = [];

    private readonly Lock _gate = new();
    private BaselineRules _combined = BaselineRules.Combine([]);

    /// <summary>Gets what all baselines allow.</summary>
    public BaselineRules Combined
    {
        get
        {
            lock (_gate)
            {
                return _combined;
            }
        }
    }

    public static BaselineSet Of(IServiceCollection services) => Sets.GetOrCreateValue(services);

    public void Add(BaselineRules rules)
    {
        lock (_gate)
        {
            _combined = BaselineRules.Combine([_combined, rules]);
        }
    }
}
