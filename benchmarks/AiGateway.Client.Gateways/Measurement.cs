using System.Diagnostics;

namespace AiGateway.Client.Gateways;

/// <summary>The whole run: checks, warms up, measures all ways in turn, and writes the results. An answer that is not whole ends it without results.</summary>
internal sealed class Measurement(MeasurementOptions options)
{
    public const string Loopback = "loopback";
    public const string InProcess = "in process";
    public const string NoNetwork = "without network";

    private const int Rounds = 3;
    private const int ShortRounds = 6;
    private const int WarmConnections = 8;

    // Tiered compilation goes on for tens of thousands of calls; a long-lived process is past it.
    private static readonly TimeSpan WarmTime = TimeSpan.FromSeconds(6);

    public static readonly IReadOnlyList<int> Connections = [1, 8, 64];

    private readonly List<Cell> _cells = [];

    public static async Task RunAsync(MeasurementOptions options)
    {
        var measurement = new Measurement(options);
        foreach (var streamed in new[] { false, true })
        {
            await measurement.MeasureHttpAsync(streamed);
            using var network = new InProcessClients(options.Direct.Url, null);
            await measurement.MeasureClientsAsync(InProcess, network, streamed, Connections);
            using var memory = new InProcessClients(options.Direct.Url, () => new InstantHandler());
            await measurement.MeasureClientsAsync(NoNetwork, memory, streamed, [1]);
        }

        await Report.WriteAsync(options, measurement._cells);
    }

    /// <summary>Asks both ways once.</summary>
    /// <exception cref="BadRunException">Nobody answers, or not whole.</exception>
    public static async Task CheckAsync(Leg leg)
    {
        foreach (var streamed in new[] { false, true })
        {
            using var caller = new HttpCaller(leg, streamed);
            try
            {
                await caller.AskAsync();
            }
            catch (System.Net.Sockets.SocketException exception)
            {
                throw new BadRunException($"{leg.Name} does not answer: {exception.SocketErrorCode}.");
            }
        }
    }

    private Task MeasureHttpAsync(bool streamed)
    {
        List<Leg> legs = [options.Direct, .. options.Gateways];
        return MeasureAsync(
            Loopback, streamed, Connections, Rounds, options.Round,
            [.. legs.Select(leg => (leg.Name, leg.ProcessId, (Func<ICaller>)(() => new HttpCaller(leg, streamed))))]);
    }

    private Task MeasureClientsAsync(string group, InProcessClients clients, bool streamed, IReadOnlyList<int> connections) => MeasureAsync(
        group, streamed, connections, ShortRounds, options.Round / 2,
        [
            (Report.Bare, Environment.ProcessId, () => new ChatCaller(Report.Bare, clients.Bare, streamed)),
            (Report.Library, Environment.ProcessId, () => new ChatCaller(Report.Library, clients.Gateway, streamed)),
        ]);

    // The ways take turns, so that a disturbance of the machine meets all of them.
    private async Task MeasureAsync(
        string group, bool streamed, IReadOnlyList<int> connections, int rounds, TimeSpan time, IReadOnlyList<(string Name, int? ProcessId, Func<ICaller> Call)> legs)
    {
        foreach (var (_, _, call) in legs)
        {
            await RoundAsync(call, WarmConnections, WarmTime, null, new Samples());
        }

        foreach (var count in connections)
        {
            var samples = legs.Select(_ => new Samples()).ToList();
            for (var i = 0; i < rounds * legs.Count; i++)
            {
                var (_, processId, call) = legs[i % legs.Count];
                await RoundAsync(call, count, time, processId, samples[i % legs.Count]);
            }

            for (var i = 0; i < legs.Count; i++)
            {
                _cells.Add(new Cell(group, legs[i].Name, streamed, count, samples[i]));
            }

            await Console.Error.WriteLineAsync($"{group}, {(streamed ? "stream" : "plain")}, {count}: done");
        }
    }

    private static async Task RoundAsync(Func<ICaller> call, int count, TimeSpan time, int? processId, Samples samples)
    {
        var callers = Enumerable.Range(0, count).Select(_ => call()).ToList();
        try
        {
            // Connections are made before the clock starts.
            await Task.WhenAll(callers.Select(caller => caller.AskAsync()));
            using var process = processId is { } id ? Process.GetProcessById(id) : null;
            await Round.RunAsync(callers, time, process, samples);
        }
        finally
        {
            callers.ForEach(caller => caller.Dispose());
        }
    }
}
