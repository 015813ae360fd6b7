using System.Diagnostics.Metrics;
using System.Text;
using AiGateway.Client.Caching.Semantic;
using AiGateway.Client.Telemetry;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AiGateway.Client.Tests.Caching.Semantic;

/// <summary>A semantic cache over a fake embedder and a clock that stands still.</summary>
internal sealed class SemanticTest : IDisposable
{
    private readonly ServiceProvider _services;
    private readonly MeterListener _listener = new();
    private readonly GatewayInstruments _instruments = new(null);

    public SemanticTest(SemanticCacheOptions? options = null, FakeEmbedder? embedder = null, ISemanticCacheVerifier? verifier = null, IDistributedCache? distributed = null, TestClock? time = null)
    {
        Time = time ?? new TestClock(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
        Embedder = embedder ?? new FakeEmbedder();
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.AddProvider(Log));
        services.AddSingleton<IEmbeddingGenerator<string, Embedding<float>>>(Embedder);
        if (verifier is not null)
        {
            services.AddSingleton(verifier);
        }

        if (distributed is not null)
        {
            services.AddSingleton(distributed);
        }

        _services = services.BuildServiceProvider();
        Cache = new SemanticCache(_services, Time, _instruments);
        Cache.Use(options ?? new SemanticCacheOptions { Threshold = 0.9 }, "test");
        Listen();
    }

    public RecordingLogger Log { get; } = new();

    public TestClock Time { get; }

    public FakeEmbedder Embedder { get; }

    public SemanticCache Cache { get; }

    /// <summary>Gets what was counted: outcome and gate of every look-up, and reports.</summary>
    public List<string> Counted { get; } = [];

    public async Task<SemanticLookup> FindAsync(string question, string fingerprint = "tenant-a", string requestId = "r1", CancellationToken cancellationToken = default)
    {
        var lookup = await Cache.TryFindAsync(Encoding.UTF8.GetBytes(fingerprint), question, cancellationToken);
        Cache.Conclude(lookup, requestId);
        if (lookup.Outcome is SemanticOutcome.Hit)
        {
            Cache.Serve(lookup, requestId);
        }

        return lookup;
    }

    /// <summary>Asks, and stores the question where there is none like it.</summary>
    public async Task<SemanticLookup> AskAsync(string question, string fingerprint = "tenant-a", TimeSpan? lifetime = null, string requestId = "r1")
    {
        var lookup = await FindAsync(question, fingerprint, requestId);
        Cache.Store(lookup, Time.GetUtcNow() + (lifetime ?? TimeSpan.FromHours(1)));
        return lookup;
    }

    public void Dispose()
    {
        _listener.Dispose();
        _instruments.Dispose();
        _services.Dispose();
    }

    private void Listen()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (ReferenceEquals(instrument, _instruments.SemanticLookups) || ReferenceEquals(instrument, _instruments.SemanticFalseHits))
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, _, tags, _) =>
        {
            var values = new List<string>();
            foreach (var tag in tags)
            {
                if (tag.Value is not null)
                {
                    values.Add($"{tag.Value}");
                }
            }

            lock (Counted)
            {
                Counted.Add(values.Count == 0 ? instrument.Name : string.Join('/', values));
            }
        });
        _listener.Start();
    }
}
