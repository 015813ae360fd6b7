using System.Text;
using System.Text.Json.Nodes;

namespace AiGateway.Client.Wire.Formats;

/// <summary>One event of a body, with everything that frames it.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Bytes">Its bytes.</param>
internal readonly record struct WireEvent(WireEventKind Kind, ReadOnlyMemory<byte> Bytes)
{
    private const byte Broken = 1;

    public static WireEvent Content(string text) => new(WireEventKind.Content, Encoding.UTF8.GetBytes(text));

    /// <summary>Makes a server-sent event.</summary>
    public static WireEvent Sse(WireEventKind kind, JsonNode data, string? name = null) =>
        new(kind, Encoding.UTF8.GetBytes($"{(name is null ? "" : $"event: {name}\n")}data: {WireJson.Compact(data)}\n\n"));

    /// <summary>Makes a line of JSON.</summary>
    public static WireEvent Line(WireEventKind kind, JsonNode data) => new(kind, Encoding.UTF8.GetBytes($"{WireJson.Compact(data)}\n"));

    /// <summary>Drops the second half of the event's JSON and keeps its frame.</summary>
    /// <remarks>A control character marks the place: within a string, what follows could otherwise make the rest valid again.</remarks>
    public WireEvent BreakOff()
    {
        var bytes = Bytes.Span;
        var end = bytes.LastIndexOfAnyExcept((byte)'\n') + 1;
        var start = Math.Max(bytes.IndexOf((byte)'{'), 0);
        return this with { Bytes = (byte[])[.. bytes[..(start + ((end - start) / 2))], Broken, .. bytes[end..]] };
    }
}
