using System.Diagnostics;
using System.Diagnostics.Metrics;
using AiGateway.Client.Telemetry;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Routing.Tracing;

/// <summary>A client of Microsoft.Extensions.AI that writes signals, and whether anybody listens to them.</summary>
internal sealed class GenAITelemetry : IDisposable
{
    private readonly ActivitySource? _source;
    private readonly Instrument[] _instruments;

    private GenAITelemetry(OpenTelemetryChatClient client, Instrument[] instruments)
    {
        Client = client;
        _source = client.GetService<ActivitySource>();
        _instruments = instruments;
    }

    public OpenTelemetryChatClient Client { get; }

    public bool IsSensitive => Client.EnableSensitiveData;

    /// <summary>Gets a value indicating whether somebody listens to the spans or to one of the metrics.</summary>
    public bool IsListenedTo
    {
        get
        {
            if (_source is not { } source || source.HasListeners())
            {
                return true;
            }

            foreach (var instrument in _instruments)
            {
                if (instrument.Enabled)
                {
                    return true;
                }
            }

            return false;
        }
    }

    /// <summary>Makes a client for a provider.</summary>
    public static GenAITelemetry Create(ChatClientMetadata metadata, bool sensitive)
    {
        // The client does not hand its instruments out; but they are published to listeners while it is made.
        List<Instrument> instruments = [];
        var thread = 0;
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, _) =>
        {
            if (Volatile.Read(ref thread) == Environment.CurrentManagedThreadId)
            {
                instruments.Add(instrument);
            }
        };
        listener.Start();
        Volatile.Write(ref thread, Environment.CurrentManagedThreadId);
        var client = new OpenTelemetryChatClient(new GenAIRelay(metadata), sourceName: GatewayTelemetry.SourceName) { EnableSensitiveData = sensitive };
        Volatile.Write(ref thread, 0);
        return new GenAITelemetry(client, [.. instruments]);
    }

    public void Dispose() => Client.Dispose();
}
