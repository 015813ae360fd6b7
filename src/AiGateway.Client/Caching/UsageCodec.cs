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
        writer.Number(usage.AdditionalCounts?.Count ?? 0);
        foreach (var (name, count) in usage.AdditionalCounts ?? [])
        {
            writer.Text(name);
            writer.Number(count);
        }
    }

    public static UsageDetails? Read(ref AnswerReader reader)
    {
        if (reader.Byte() == 0)
        {
            return null;
        }

        var usage = new UsageDetails
        {
            InputTokenCount = reader.Optional(),
            OutputTokenCount = reader.Optional(),
            TotalTokenCount = reader.Optional(),
            CachedInputTokenCount = reader.Optional(),
            ReasoningTokenCount = reader.Optional(),
        };
        var counts = reader.Count();
        for (var i = 0; i < counts; i++)
        {
            (usage.AdditionalCounts ??= [])[reader.Text() ?? ""] = reader.Number();
        }

        return usage;
    }
}
