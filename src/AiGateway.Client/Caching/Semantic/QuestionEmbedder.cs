using AiGateway.Client.Caching.Semantic.Vectors;
using AiGateway.Client.Pipeline;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Caching.Semantic;

/// <summary>Embeds questions within a time limit that does not depend on the generator's goodwill. Its failures are misses.</summary>
internal sealed class QuestionEmbedder(IEmbeddingGenerator<string, Embedding<float>> generator, TimeProvider time)
{
    private readonly EmbeddingGeneratorMetadata? _metadata = generator.GetService<EmbeddingGeneratorMetadata>();

    /// <summary>Embeds a question.</summary>
    /// <returns>The embedding at length one, or why there is none.</returns>
    /// <exception cref="OperationCanceledException">The caller has cancelled.</exception>
    public async ValueTask<(float[]? Unit, SemanticOutcome Outcome)> EmbedAsync(string question, TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(timeout, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        Task<GeneratedEmbeddings<Embedding<float>>>? pending = null;
        try
        {
            pending = generator.GenerateAsync([question], cancellationToken: linked.Token);
            var embeddings = await pending.WaitAsync(linked.Token).ConfigureAwait(false);
            return Normalize(embeddings) is { } unit ? (unit, SemanticOutcome.Miss) : (null, SemanticOutcome.EmbeddingFailed);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            if (pending is { IsCompleted: false })
            {
                _ = Abandoned.ObserveAsync(pending);
            }

            cancellationToken.ThrowIfCancellationRequested();
            return (null, deadline.IsCancellationRequested ? SemanticOutcome.EmbeddingTimeout : SemanticOutcome.EmbeddingFailed);
        }
    }

    /// <summary>Embeds texts, with no limit of time.</summary>
    /// <exception cref="InvalidOperationException">An embedding has no direction, or there are fewer than texts.</exception>
    public async Task<float[][]> EmbedAsync(IReadOnlyList<string> texts, CancellationToken cancellationToken)
    {
        var embeddings = await generator.GenerateAsync(texts, cancellationToken: cancellationToken).ConfigureAwait(false);
        if (embeddings.Count != texts.Count)
        {
            throw new InvalidOperationException($"The embedding generator answered {texts.Count} texts with {embeddings.Count} embeddings.");
        }

        var units = new float[texts.Count][];
        for (var i = 0; i < units.Length; i++)
        {
            units[i] = Normalize(embeddings[i].Vector.Span) ?? throw new InvalidOperationException("The embedding generator answered with an embedding that has no direction.");
        }

        return units;
    }

    /// <summary>Describes the embedder and the length of its embeddings: vectors of another are not compared with its own.</summary>
    public string Identity(SemanticCacheOptions options, int dimensions)
    {
        string?[] parts = [options.Embedder, options.EmbedderVersion, _metadata?.ProviderName, _metadata?.ProviderUri?.AbsoluteUri, _metadata?.DefaultModelId, generator.GetType().FullName];
        return string.Concat(Array.ConvertAll(parts, static part => part is null ? "-;" : FormattableString.Invariant($"{part.Length}:{part};"))) + FormattableString.Invariant($"{dimensions}");
    }

    private static float[]? Normalize(GeneratedEmbeddings<Embedding<float>> embeddings) => embeddings is [{ } embedding] ? Normalize(embedding.Vector.Span) : null;

    private static float[]? Normalize(ReadOnlySpan<float> vector)
    {
        if (vector.Length is 0 or > VectorCode.MaxDimensions)
        {
            return null;
        }

        var unit = new float[vector.Length];
        return VectorCode.TryNormalize(vector, unit) ? unit : null;
    }
}
