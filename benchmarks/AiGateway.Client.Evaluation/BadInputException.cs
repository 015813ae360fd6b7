namespace AiGateway.Client.Evaluation;

/// <summary>What was given to the tool cannot be used; the message says where and why.</summary>
internal sealed class BadInputException(string message) : Exception(message);
