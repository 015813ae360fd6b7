using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace AiGateway.Client.Sql.Writing;

/// <summary>Which run of which process writes. Another process on the same machine can find out by it whether it still runs.</summary>
internal sealed record InstanceIdentity(string Key, string Host, long ProcessId, long ProcessStart)
{
    // A process tells its own start and that of others from different clocks.
    private const long Tolerance = 2_000_000;

    public static InstanceIdentity Create()
    {
        using var process = Process.GetCurrentProcess();
        return new InstanceIdentity(Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture), CurrentHost(), Environment.ProcessId, StartOf(process));
    }

    /// <summary>Says whether the process has certainly ended. Of another machine that is never certain.</summary>
    public bool HasEnded(string host)
    {
        if (Host != host)
        {
            return false;
        }

        try
        {
            using var process = Process.GetProcessById((int)ProcessId);
            return Math.Abs(StartOf(process) - ProcessStart) > Tolerance;
        }
        catch (ArgumentException)
        {
            return true;
        }
        catch (Exception exception) when (exception is InvalidOperationException or Win32Exception)
        {
            return false;
        }
    }

    // Containers may share a name and number their processes each for itself.
    private static string CurrentHost() =>
        OperatingSystem.IsLinux() && new FileInfo("/proc/self/ns/pid").LinkTarget is { } space ? $"{Environment.MachineName}/{space}" : Environment.MachineName;

    private static long StartOf(Process process) => LedgerUnits.ToMicroseconds(process.StartTime.ToUniversalTime());
}
