namespace GatewayHost.Responses;

/// <summary>The model called a tool with arguments that could not be parsed, and that can therefore not be passed on.</summary>
internal sealed class UnreadableToolCallException() : Exception("The arguments of a tool call could not be parsed.");
