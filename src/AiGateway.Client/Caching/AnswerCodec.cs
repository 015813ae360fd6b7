using System.Buffers.Binary;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Caching;

/// <summary>The form of an answer outside of the process: a version, the parts in a fixed order, and a checksum. What another version wrote is not read.</summary>
internal static class AnswerCodec
{
    private const byte Version = 1;
    private const int ChecksumSize = sizeof(ulong);

    public static byte[] Encode(CachedAnswer answer)
    {
        var writer = new AnswerWriter();
        writer.Byte(Version);
        writer.Number(answer.ExpiresAt.UtcTicks);
        writer.Number(answer.StaleUntil.UtcTicks);
        writer.Number(answer.CostNanos);
        writer.Text(answer.Provider);
        writer.Text(answer.Model);
        writer.Text(answer.Target);
        writer.Text(answer.Route);
        Write(writer, answer.Response!);
        writer.Hash(FastHash.Compute(writer.Written, Version));
        return writer.ToArray();
    }

    /// <summary>Reads an answer.</summary>
    /// <returns><see langword="null"/> for bytes of another version, and for damaged ones.</returns>
    public static CachedAnswer? Decode(ReadOnlySpan<byte> data)
    {
        if (data.Length <= ChecksumSize || data[0] != Version
            || BinaryPrimitives.ReadUInt64LittleEndian(data[^ChecksumSize..]) != FastHash.Compute(data[..^ChecksumSize], Version))
        {
            return null;
        }

        try
        {
            return Read(new AnswerReader(data[1..^ChecksumSize]));
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // Another library's bytes under the same name, with the right checksum.
            return null;
        }
    }

    private static void Write(AnswerWriter writer, ChatResponse response)
    {
        writer.Text(response.ResponseId);
        writer.Text(response.ModelId);
        writer.Text(response.FinishReason?.Value);
        writer.Optional(response.CreatedAt?.UtcTicks);
        UsageCodec.Write(writer, response.Usage);
        writer.Map(response.AdditionalProperties);
        writer.Number(response.Messages.Count);
        foreach (var message in response.Messages)
        {
            writer.Text(message.Role.Value);
            writer.Text(message.AuthorName);
            writer.Text(message.MessageId);
            writer.Optional(message.CreatedAt?.UtcTicks);
            writer.Map(message.AdditionalProperties);
            writer.Number(message.Contents.Count);
            foreach (var content in message.Contents)
            {
                ContentCodec.Write(writer, content);
            }
        }
    }

    private static CachedAnswer? Read(AnswerReader reader)
    {
        var (expires, stale, cost) = (Time(reader.Number()), Time(reader.Number()), reader.Number());
        var (provider, model, target, route) = (reader.Text(), reader.Text(), reader.Text(), reader.Text());
        var response = ReadResponse(ref reader);
        return reader.IsAtEnd && Storability.Measure(response, toolCalls: true) is >= 0 and var size ? new CachedAnswer
        {
            Response = response,
            CostNanos = cost,
            Provider = provider ?? "",
            Model = model ?? "",
            Target = target ?? "",
            Route = route ?? "",
            ExpiresAt = expires,
            StaleUntil = stale,
            Size = size,
        } : null;
    }

    private static ChatResponse ReadResponse(ref AnswerReader reader)
    {
        var response = new ChatResponse
        {
            ResponseId = reader.Text(),
            ModelId = reader.Text(),
            FinishReason = reader.Text() is { } reason ? new ChatFinishReason(reason) : null,
            CreatedAt = reader.Optional() is { } created ? Time(created) : null,
            Usage = UsageCodec.Read(ref reader),
            AdditionalProperties = Properties(ref reader),
        };
        var messages = reader.Count();
        for (var i = 0; i < messages; i++)
        {
            response.Messages.Add(ReadMessage(ref reader));
        }

        return response;
    }

    private static ChatMessage ReadMessage(ref AnswerReader reader)
    {
        var message = new ChatMessage
        {
            Role = new ChatRole(reader.Text() ?? throw new InvalidDataException()),
            AuthorName = reader.Text(),
            MessageId = reader.Text(),
            CreatedAt = reader.Optional() is { } created ? Time(created) : null,
            AdditionalProperties = Properties(ref reader),
        };
        var contents = reader.Count();
        for (var i = 0; i < contents; i++)
        {
            message.Contents.Add(ContentCodec.Read(ref reader));
        }

        return message;
    }

    private static AdditionalPropertiesDictionary? Properties(ref AnswerReader reader) => reader.Map() is { } map ? new(map) : null;

    private static DateTimeOffset Time(long ticks) => new(ticks, TimeSpan.Zero);
}
