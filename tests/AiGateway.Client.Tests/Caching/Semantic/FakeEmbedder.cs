using Microsoft.Extensions.AI;

namespace AiGateway.Client.Tests.Caching.Semantic;

/// <summary>An embedder whose vectors the test decides; every text is near every other unless it says otherwise.</summary>
internal sealed class FakeEmbedder(string model = "embedder-1", int dimensions = 8) : IEmbeddingGenerator<string, Embedding<float>>
{
    public Func<string, CancellationToken, Task<float[]>>? OnEmbed { get; set; }

    public List<string> Texts { get; } = [];

    public async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        GeneratedEmbeddings<Embedding<float>> embeddings = [];
        foreach (var text in values)
        {
            lock (Texts)
            {
                Texts.Add(text);
            }

            embeddings.Add(new Embedding<float>(OnEmbed is null ? Ones() : await OnEmbed(text, cancellationToken)));
        }

        return embeddings;
    }

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceType == typeof(EmbeddingGeneratorMetadata) ? new EmbeddingGeneratorMetadata("fake", null, model, dimensions) : serviceType.IsInstanceOfType(this) ? this : null;

    public void Dispose()
    {
    }

    private float[] Ones()
    {
        var vector = new float[dimensions];
        Array.Fill(vector, 1);
        return vector;
    }
}
