using Microsoft.Extensions.AI;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.DependencyInjection;

namespace AiGateway.Client.Caching.Semantic;

/// <summary>Reports everything in the options that cannot be, each with its key, its value and what to do.</summary>
internal static class SemanticCacheOptionsValidator
{
    private static readonly TimeSpan Millisecond = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    public static void Validate(CachingOptions caching, string path, IServiceProvider services, ICollection<string> failures)
    {
        Validate(caching.Semantic, $"{path}:{nameof(CachingOptions.Semantic)}", services, failures);
        if (caching.Semantic.Threshold is not null)
        {
            ValidateUse(caching, path, failures);
        }
    }

    public static void Validate(SemanticCacheOptions options, string path, IServiceProvider services, ICollection<string> failures)
    {
        if (options.Threshold is not (null or (> 0 and <= 1)))
        {
            failures.Add(FormattableString.Invariant($"{path}:Threshold = '{options.Threshold}' is out of range: greater than 0, at most 1. SemanticCache.CalibrateAsync finds one that fits the embedder."));
        }

        Require(options.EmbeddingTimeout, Millisecond, Minute, $"{path}:EmbeddingTimeout", failures);
        Require(options.VerifierTimeout, Millisecond, Minute, $"{path}:VerifierTimeout", failures);
        Require(options.PersistTimeout, Millisecond, Minute, $"{path}:PersistTimeout", failures);
        Require(options.SaveDelay, TimeSpan.Zero, TimeSpan.FromHours(1), $"{path}:SaveDelay", failures);
        Require(options.MaxEntries, 1, 1_000_000, $"{path}:MaxEntries", failures);
        Require(options.MaxPartitions, 1, 100_000, $"{path}:MaxPartitions", failures);
        Require(options.MaxBytes, 1L << 20, 64L << 30, $"{path}:MaxBytes", failures);
        Require(options.MaxPersistedBytes, 1 << 10, 256 << 20, $"{path}:MaxPersistedBytes", failures);
        if (options.Threshold is not null)
        {
            ValidateServices(options, path, services, failures);
        }
    }

    // The answers are where the exact cache keeps them: a question is of no use without.
    private static void ValidateUse(CachingOptions caching, string path, ICollection<string> failures)
    {
        if (caching.TimeToLive is null)
        {
            failures.Add(FormattableString.Invariant(
                $"{path}:Semantic:Threshold = '{caching.Semantic.Threshold}' needs {path}:TimeToLive: answers are kept by the cache. Set how long, or remove the threshold."));
        }

        if (caching.Semantic.Persist && !caching.Shared)
        {
            failures.Add($"{path}:Semantic:Persist = 'True' needs {path}:Shared = 'True': questions that outlive the process find no answers where only the process has them. Share answers, or persist no questions.");
        }
    }

    private static void ValidateServices(SemanticCacheOptions options, string path, IServiceProvider services, ICollection<string> failures)
    {
        if (options.Embedder is { } key && services.GetKeyedService<IEmbeddingGenerator<string, Embedding<float>>>(key) is null)
        {
            failures.Add($"{path}:Embedder = '{key}': no IEmbeddingGenerator<string, Embedding<float>> is registered under that key. Register it with AddKeyedEmbeddingGenerator, or remove the key.");
        }

        if (options.Persist && services.GetService<IDistributedCache>() is null)
        {
            failures.Add($"{path}:Persist = 'True': no IDistributedCache is registered. Register one, or remove the key.");
        }
    }

    private static void Require<T>(T value, T minimum, T maximum, string path, ICollection<string> failures)
        where T : IComparable<T>
    {
        if (value.CompareTo(minimum) < 0 || value.CompareTo(maximum) > 0)
        {
            failures.Add(FormattableString.Invariant($"{path} = '{value}' is out of range: from {minimum} to {maximum}."));
        }
    }
}
