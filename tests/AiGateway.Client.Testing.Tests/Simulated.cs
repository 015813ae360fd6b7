using AiGateway.Client.Providers;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace AiGateway.Client.Testing.Tests;

/// <summary>A simulated provider on a fake clock, without a gateway around it.</summary>
internal sealed class Simulated
{
    /// <summary>Delivered as "0123", "4567", "89" with <see cref="Options"/>.</summary>
    public const string Answer = "0123456789";

    // Far more than any of these tests needs; without it a defect would hang the run instead of failing it.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly SimulatedProvider _provider = new();
    private readonly ServiceProvider _services;

    public Simulated() => _services = new ServiceCollection().AddSingleton<TimeProvider>(Time).BuildServiceProvider();

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    public static SimulatedProviderOptions Options(params SimulatedFaultOptions[] faults)
    {
        var options = new SimulatedProviderOptions { Type = "Simulated", Answer = Answer, ChunkSize = 4 };
        foreach (var fault in faults)
        {
            options.Faults.Add($"fault-{options.Faults.Count}", fault);
        }

        return options;
    }

    public IChatClient Client(SimulatedProviderOptions options, string model = "model", string name = "sim") =>
        _provider.CreateClient(Context(options, name), model);

    public IReadOnlyList<string> Validate(SimulatedProviderOptions options)
    {
        List<string> failures = [];
        _provider.Validate(Context(options, "sim"), failures);
        return failures;
    }

    /// <summary>Makes a call in either way, and gives up on one that never ends.</summary>
    public static Task<ChatResponse> Call(IChatClient client, bool streamed, string prompt = "Hi", CancellationToken token = default) =>
        (streamed ? client.GetStreamingResponseAsync(prompt, cancellationToken: token).ToChatResponseAsync(CancellationToken.None)
            : client.GetResponseAsync(prompt, cancellationToken: token)).WaitAsync(Patience, CancellationToken.None);

    /// <summary>Reads a stream that must break off, and returns what was delivered before with what was thrown.</summary>
    public static async Task<(List<ChatResponseUpdate> Updates, Exception? Exception)> ReadAsync(IChatClient client)
    {
        List<ChatResponseUpdate> updates = [];
        try
        {
            await foreach (var update in client.GetStreamingResponseAsync("Hi"))
            {
                updates.Add(update);
            }
        }
        catch (Exception exception)
        {
            return (updates, exception);
        }

        return (updates, null);
    }

    private ProviderContext Context(SimulatedProviderOptions options, string name) => new(name, $"AiGateway:Providers:{name}", options, _services);
}
