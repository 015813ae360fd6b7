using Microsoft.Extensions.AI;

namespace AiGateway.Client.Caching;

/// <summary>The stored form of usage.</summary>
internal static class UsageCodec
{
    public static void Write(AnswerWriter writer, UsageDetails? usage)
    {
        writer.Byte(usage is null ? (byte)0 : (byte)1);
        if (usage is null)
        {
            return;
        }

        writer.Optional(usage.InputTokenCount);
        writer.Optional(usage.OutputTokenCount);
        writer.Optional(usage.TotalTokenCount);
        writer.Optional(usage.CachedInputTokenCount);
        writer.Optional(usage.ReasoningTokenCount);
#pragma warning disable MEAI001 // Counts of audio and text are experimental in the abstraction.
        writer.Optional(usage.InputAudioTokenCount);
        writer.Optional(usage.InputTextTokenCount);
        writer.Optional(usage.OutputAudioTokenCount);
        writer.Optional(usage.OutputTextTokenCount);
#pragma warning restore MEAI001
        writer.Number(usage.AdditionalCounts?.Count ?? -1);
        foreach (var (name, count) in usage.AdditionalCounts ?? [])
        {
            writer.Text(name);
            writer.Number(count);
        }
    }

    public static UsageDetails? Read(ref AnswerReader reader) => reader.Byte() == 0 ? null : new UsageDetails
    {
        InputTokenCount = reader.Optional(),
        OutputTokenCount = reader.Optional(),
        TotalTokenCount = reader.Optional(),
        CachedInputTokenCount = reader.Optional(),
        ReasoningTokenCount = reader.Optional(),
#pragma warning disable MEAI001 // As above.
        InputAudioTokenCount = reader.Optional(),
        InputTextTokenCount = reader.Optional(),
        OutputAudioTokenCount = reader.Optional(),
        OutputTextTokenCount = reader.Optional(),
#pragma warning restore MEAI001
        AdditionalCounts = ReadCounts(ref reader),
    };

    private static AdditionalPropertiesDictionary<long>? ReadCounts(ref AnswerReader reader)
    {
        var count = reader.Count();
        if (count < 0)
        {
            return null;
        }

        var counts = new AdditionalPropertiesDictionary<long>();
        for (var i = 0; i < count; i++)
        {
            counts[reader.Text() ?? ""] = reader.Number();
        }

        return counts;
    }
}
