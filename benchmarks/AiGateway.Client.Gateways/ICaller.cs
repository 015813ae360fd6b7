namespace AiGateway.Client.Gateways;

/// <summary>Asks one question after the other, and checks every answer.</summary>
internal interface ICaller : IDisposable
{
    /// <summary>Asks once.</summary>
    /// <returns>The moment, by <see cref="System.Diagnostics.Stopwatch"/>, at which the first part of the answer was there.</returns>
    /// <exception cref="BadRunException">The answer is not whole.</exception>
    Task<long> AskAsync();
}
