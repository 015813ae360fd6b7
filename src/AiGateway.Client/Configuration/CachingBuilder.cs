using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using AiGateway.Client.Caching;
using AiGateway.Client.Metering;
using AiGateway.Client.Routing;
using AiGateway.Client.Telemetry;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Caching.Distributed;

namespace AiGateway.Client.Configuration;

/// <summary>Makes the cache's stage of a validated configuration. What is kept lives elsewhere and survives it.</summary>
internal sealed class CachingBuilder(GatewayCache cache, GatewayInstruments instruments, MeteringServices metering, IEnumerable<IDistributedCache> stores)
{
    public IChatClient AddCache(IChatClient inner, AiGatewayOptions options, RouteTable table, FlightLease lease)
    {
        if (options.Caching.TimeToLive is null)
        {
            return inner;
        }

        var facts = new KeyFacts(
            CachePartition.Parse(options.Caching.PartitionBy)!,
            table.Routes.ToFrozenDictionary(static route => route.Name, route => FactsOf(options, route), StringComparer.OrdinalIgnoreCase));
        cache.Use(options.Caching, facts.Partition, stores.LastOrDefault());
        return new GatewayCachingChatClient(new CachingStage(inner, cache, options.Caching, facts, instruments, metering, lease.Take), cache);
    }

    // Another model on a route gives other answers; another key, timeout or limit does not.
    private static string FactsOf(AiGatewayOptions options, Route route)
    {
        var text = new StringBuilder();
        foreach (var (name, target) in options.Routes[route.Name].Targets.OrderBy(static target => target.Key, StringComparer.OrdinalIgnoreCase))
        {
            var provider = options.Providers[target.Provider];
            foreach (var part in (string[])[name.ToUpperInvariant(), provider.Type.ToUpperInvariant(), provider.Endpoint?.AbsoluteUri ?? "", provider.Region ?? "", target.Model])
            {
                text.Append(part.Length).Append(':').Append(part);
            }
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
