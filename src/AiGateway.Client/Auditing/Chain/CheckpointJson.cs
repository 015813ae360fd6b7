using System.Buffers;
using System.Text;
using System.Text.Json;

namespace AiGateway.Client.Auditing.Chain;

/// <summary>Writes checkpoints as JSON, and reads them.</summary>
internal static class CheckpointJson
{
    public static string Write(AuditCheckpoint checkpoint)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("writer"u8, checkpoint.Writer);
            json.WriteNumber("seq"u8, checkpoint.Sequence);
            json.WriteString("at"u8, checkpoint.Time);
            json.WriteString("hash"u8, checkpoint.Hash);
            json.WriteBoolean("final"u8, checkpoint.IsFinal);
            if (checkpoint.Seal is { } seal)
            {
                json.WriteString("seal"u8, seal);
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Reads a checkpoint.</summary>
    /// <returns><see langword="null"/> when the text is none.</returns>
    public static AuditCheckpoint? Read(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            var root = json.RootElement;
            return new AuditCheckpoint(
                root.GetProperty("writer"u8).GetString()!, root.GetProperty("seq"u8).GetInt64(), root.GetProperty("hash"u8).GetString()!,
                root.GetProperty("at"u8).GetDateTimeOffset(), root.GetProperty("final"u8).GetBoolean(),
                root.TryGetProperty("seal"u8, out var seal) ? seal.GetString() : null);
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }
}
