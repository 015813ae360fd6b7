namespace AiGateway.Client.Gateways;

/// <summary>What one way was asked for, and what was seen.</summary>
/// <param name="Group">Which ways are compared with each other.</param>
/// <param name="Leg">The way.</param>
/// <param name="Streamed">Whether streams were asked for.</param>
/// <param name="Connections">How many requests were under way at once.</param>
/// <param name="Samples">What was seen.</param>
internal sealed record Cell(string Group, string Leg, bool Streamed, int Connections, Samples Samples);
