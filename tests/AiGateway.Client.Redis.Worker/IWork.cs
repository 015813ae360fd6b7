namespace AiGateway.Client.Redis.Worker;

/// <summary>What a worker can be told to do.</summary>
internal interface IWork : IDisposable
{
    /// <summary>Does what a command says.</summary>
    /// <returns>The answer.</returns>
    Task<string> DoAsync(string command);
}
