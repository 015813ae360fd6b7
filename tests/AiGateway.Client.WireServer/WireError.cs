namespace AiGateway.Client.Wire;

/// <summary>An error as a vendor words it.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Code">The error code; not every format has one.</param>
/// <param name="Type">The error type; not every format has one.</param>
/// <param name="Message">The text.</param>
internal sealed record WireError(int Status, string? Code, string? Type, string Message);
