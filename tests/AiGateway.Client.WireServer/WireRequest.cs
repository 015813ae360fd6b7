using System.Text.Json.Nodes;
using AiGateway.Client.Wire.Serving;

namespace AiGateway.Client.Wire;

/// <summary>A request as it arrived.</summary>
public sealed class WireRequest
{
    private readonly TaskCompletionSource<WireEnding> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Gets the number of the request, in order of arrival from 0.</summary>
    public int Index { get; internal set; }

    /// <summary>Gets what the server took it for.</summary>
    public required WireApi Api { get; init; }

    /// <summary>Gets the HTTP method.</summary>
    public required string Method { get; init; }

    /// <summary>Gets the path.</summary>
    public required string Path { get; init; }

    /// <summary>Gets the query with its question mark; empty when there is none.</summary>
    public required string Query { get; init; }

    /// <summary>Gets the headers; their names are compared without case.</summary>
    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    /// <summary>Gets the body as text.</summary>
    public required string BodyText { get; init; }

    /// <summary>Gets the body as JSON.</summary>
    /// <value><see langword="null"/> when it is none.</value>
    public required JsonNode? Body { get; init; }

    /// <summary>Gets the API key, from whatever header the vendor uses.</summary>
    /// <value><see langword="null"/> when there is none.</value>
    public required string? ApiKey { get; init; }

    /// <summary>Gets a value indicating whether a streamed answer was asked for.</summary>
    public required bool Streamed { get; init; }

    /// <summary>Gets when the request had arrived whole.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>Gets the id of the connection that carried it.</summary>
    public required string ConnectionId { get; init; }

    /// <summary>Gets the end of the exchange; fails with a <see cref="TimeoutException"/> if that does not come within 30 seconds.</summary>
    public Task<WireEnding> Ended => _ended.Task.WaitAsync(Changes.Patience);

    /// <summary>Gets a value indicating whether the exchange has ended.</summary>
    public bool HasEnded => _ended.Task.IsCompleted;

    /// <summary>Gets the model asked for.</summary>
    public string Model => Body?["model"]?.GetValue<string>() ?? "";

    internal void End(WireEnding ending) => _ended.TrySetResult(ending);
}
