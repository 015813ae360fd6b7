namespace AiGateway.Client.Redis.Worker;

/// <summary>How long what a killed process had reserved stays reserved. Those that live settle within a fraction of it.</summary>
internal static class WorkerLeases
{
    public static readonly TimeSpan Time = TimeSpan.FromSeconds(4);
}
