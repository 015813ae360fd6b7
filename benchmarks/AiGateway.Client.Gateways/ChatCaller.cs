using System.Diagnostics;
using System.Text;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Gateways;

/// <summary>Asks a chat client in this process.</summary>
internal sealed class ChatCaller(string name, IChatClient client, bool streamed) : ICaller
{
    private readonly ChatMessage[] _messages = [new(ChatRole.System, Exchange.Instructions), new(ChatRole.User, Exchange.Question)];
    private readonly StringBuilder _text = new();

    public Task<long> AskAsync() => streamed ? AskStreamedAsync() : AskPlainAsync();

    // The clients belong to who made them.
    public void Dispose()
    {
    }

    private async Task<long> AskPlainAsync()
    {
        var response = await client.GetResponseAsync(_messages, new ChatOptions { MaxOutputTokens = 64 });
        var end = Stopwatch.GetTimestamp();
        Check(response.Text, response.FinishReason, response.Usage?.TotalTokenCount);
        return end;
    }

    private async Task<long> AskStreamedAsync()
    {
        var (first, chunks) = (0L, 0);
        ChatFinishReason? reason = null;
        long? tokens = null;
        _text.Clear();
        await foreach (var update in client.GetStreamingResponseAsync(_messages, new ChatOptions { MaxOutputTokens = 64 }))
        {
            if (first == 0) first = Stopwatch.GetTimestamp();
            reason ??= update.FinishReason;
            foreach (var content in update.Contents)
            {
                if (content is UsageContent usage) tokens = usage.Details.TotalTokenCount;
                if (content is not TextContent { Text.Length: > 0 } text) continue;
                _text.Append(text.Text);
                chunks++;
            }
        }

        if (chunks != Exchange.Chunks) throw Wrong($"{chunks} chunks instead of {Exchange.Chunks}");
        Check(_text.ToString(), reason, tokens);
        return first;
    }

    private void Check(string text, ChatFinishReason? reason, long? tokens)
    {
        if (text != Exchange.ExpectedText(streamed)) throw Wrong("another text");
        if (reason != ChatFinishReason.Stop) throw Wrong("no reason why it ended");
        if (tokens != 110) throw Wrong("no usage");
    }

    private BadRunException Wrong(string what) => new($"{name}, {(streamed ? "stream" : "plain")}: the answer is not whole: {what}.");
}
