namespace AiGateway.Client.Wire;

/// <summary>An answer whose every byte the test chooses.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="ContentType">The content type; <see langword="null"/> for none.</param>
/// <param name="Parts">The body in the parts in which it is sent. Faults count each as a content event.</param>
public sealed record WireRaw(int Status, string? ContentType, IReadOnlyList<ReadOnlyMemory<byte>> Parts);
