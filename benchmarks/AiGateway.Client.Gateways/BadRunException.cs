namespace AiGateway.Client.Gateways;

/// <summary>The run cannot go on: an argument is wrong, or an answer is.</summary>
internal sealed class BadRunException(string message) : Exception(message);
