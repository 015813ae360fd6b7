using System.Globalization;
using System.Runtime.InteropServices;

namespace AiGateway.Client.Gateways;

/// <summary>On what it was measured; nothing that names the machine.</summary>
internal static class Machine
{
    public static List<string> Describe(string versions) =>
    [
        $"machine: {Environment.ProcessorCount} cores ({Processor()}), {Memory()} GiB of memory, {RuntimeInformation.OSDescription}, kernel {Environment.OSVersion.Version}",
        $"load of the machine when the run ended (1, 5, 15 minutes): {Load()}",
        $"versions: .NET {Environment.Version}, {versions}",
    ];

    private static string Memory() => (GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (1024.0 * 1024 * 1024)).ToString("0", CultureInfo.InvariantCulture);

    private static string Processor() =>
        Lines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':', 2)[1].Trim() ?? RuntimeInformation.ProcessArchitecture.ToString();

    private static string Load() => Lines("/proc/loadavg").FirstOrDefault() is { } line ? string.Join(", ", line.Split(' ').Take(3)) : "unknown";

    private static IEnumerable<string> Lines(string path) => File.Exists(path) ? File.ReadLines(path) : [];
}
