using System.Text;

namespace AiGateway.Client.Gateways;

/// <summary>Whether an answer in OpenAI's format is whole: every chunk, in order, with its end and its usage.</summary>
internal static class AnswerCheck
{
    private static readonly byte[] Streamed = Encoding.ASCII.GetBytes(Exchange.StreamedText);
    private static readonly byte[] Plain = Encoding.ASCII.GetBytes($"\"content\":\"{Exchange.PlainText}\"");

    /// <summary>Says what is missing; <see langword="null"/> if nothing is.</summary>
    public static string? FindFault(ReadOnlySpan<byte> body, bool streamed)
    {
        if (body.IndexOf("\"total_tokens\":110"u8) < 0) return "no usage";
        if (body.IndexOf("\"finish_reason\":\"stop\""u8) < 0) return "no reason why it ended";
        if (!streamed) return body.IndexOf(Plain) < 0 ? "another text" : null;
        if (!body.TrimEnd("\r\n"u8).EndsWith("data: [DONE]"u8)) return "no [DONE] at its end";
        return FindStreamFault(body);
    }

    private static string? FindStreamFault(ReadOnlySpan<byte> body)
    {
        var expected = Streamed.AsSpan();
        var chunks = 0;
        for (int start; (start = body.IndexOf("\"content\":\""u8)) >= 0;)
        {
            body = body[(start + "\"content\":\"".Length)..];
            var text = body[..body.IndexOf((byte)'"')];
            if (text.IsEmpty) continue;
            if (!expected.StartsWith(text)) return $"another text in chunk {chunks}";
            expected = expected[text.Length..];
            chunks++;
        }

        return chunks == Exchange.Chunks ? null : $"{chunks} chunks instead of {Exchange.Chunks}";
    }
}
