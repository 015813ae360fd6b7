using System.Globalization;
using StackExchange.Redis;

namespace AiGateway.Client.Evaluation.Scaling;

/// <summary>What a Redis server has counted so far.</summary>
internal sealed record RedisCounts(long Calls, long Microseconds, long BytesIn, long BytesOut, long Memory, double ProcessorSeconds)
{
    public static async Task<RedisCounts> ReadAsync(IServer server)
    {
        var text = await server.InfoRawAsync() + "\r\n" + await server.InfoRawAsync("commandstats");
        var values = text!.Split('\n').Select(line => line.Trim().Split(':', 2)).Where(pair => pair.Length == 2)
            .GroupBy(pair => pair[0], StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.First()[1], StringComparer.Ordinal);
        long Number(string name) => long.Parse(values[name], CultureInfo.InvariantCulture);
        double Seconds(string name) => double.Parse(values[name], CultureInfo.InvariantCulture);
        var scripts = values.GetValueOrDefault("cmdstat_evalsha", "").Split(',').Select(pair => pair.Split('=')).Where(pair => pair.Length == 2)
            .ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);
        long Script(string name) => scripts.TryGetValue(name, out var value) ? long.Parse(value, CultureInfo.InvariantCulture) : 0;
        return new RedisCounts(Script("calls"), Script("usec"), Number("total_net_input_bytes"), Number("total_net_output_bytes"), Number("used_memory"),
            Seconds("used_cpu_user") + Seconds("used_cpu_sys"));
    }

    /// <summary>What was added since an earlier moment, for one request.</summary>
    public object Since(RedisCounts earlier, int requests) => new
    {
        Calls = (double)(Calls - earlier.Calls) / requests,
        MicrosecondsOfScript = Math.Round((double)(Microseconds - earlier.Microseconds) / (Calls - earlier.Calls), 1),
        MicrosecondsOfProcessor = Math.Round((ProcessorSeconds - earlier.ProcessorSeconds) * 1_000_000 / (Calls - earlier.Calls), 1),
        BytesIn = (BytesIn - earlier.BytesIn) / requests,
        BytesOut = (BytesOut - earlier.BytesOut) / requests,
        BytesKept = (Memory - earlier.Memory) / requests,
    };
}
