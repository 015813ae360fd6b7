namespace AiGateway.Client.Evaluation;

/// <summary>The command line or a file cannot be read; the message names file and line.</summary>
internal sealed class BadInputException(string message) : Exception(message);
