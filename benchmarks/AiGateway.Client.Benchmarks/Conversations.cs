using System.Globalization;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Benchmarks;

/// <summary>Conversations of 1 KiB that differ in their last message: more than the smallest cache holds, so that each is forgotten before its turn comes again.</summary>
internal sealed class Conversations
{
    public const int SmallestCache = 1 << 20;

    private const int Count = 4096;
    private const string Sentence = "The order of last week has not come yet, and the customer asks where it is and when it will be there. ";

    private readonly ChatMessage[][] _all;
    private int _next;

    public Conversations(bool tools)
    {
        ChatMessage[] earlier =
        [
            new(ChatRole.System, Repeat(256)), new(ChatRole.User, Repeat(256)),
            .. tools ? Tools() : [new ChatMessage(ChatRole.Assistant, Repeat(256))],
        ];
        _all = [.. Enumerable.Range(0, Count).Select(i => earlier.Append(new ChatMessage(ChatRole.User, Repeat(248) + i.ToString("D8", CultureInfo.InvariantCulture))).ToArray())];
    }

    public ChatMessage[] First => _all[0];

    public ChatMessage[] Next() => _all[_next++ & (Count - 1)];

    private static ChatMessage[] Tools() =>
    [
        new(ChatRole.Assistant, [new FunctionCallContent("call-1", "look_up", new Dictionary<string, object?> { ["order"] = "o-4711" })]),
        new(ChatRole.Tool, [new FunctionResultContent("call-1", Repeat(200))]),
    ];

    private static string Repeat(int length) => string.Concat(Enumerable.Repeat(Sentence, (length / Sentence.Length) + 1))[..length];
}
