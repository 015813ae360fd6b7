using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace AiGateway.Client.Providers;

/// <summary>Says once for each target and option that the option has no effect. Outlives reloads of the configuration.</summary>
internal sealed class DroppedOptionWarnings(ILogger logger)
{
    private readonly ConcurrentDictionary<(string Target, string Provider, string Model, string Option), bool> _said = new();

    public void Warn(string target, string provider, string model, IReadOnlyList<string> options)
    {
        for (var i = 0; i < options.Count; i++)
        {
            if (_said.TryAdd((target, provider, model, options[i]), true))
            {
                ProvidersLog.OptionDropped(logger, target, provider, model, options[i]);
            }
        }
    }
}
