using AiGateway.Client.Metering;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Caching;

/// <summary>The updates of a stream that several read, from the first that is still needed. Text that comes in the shape of the update before it costs no object.</summary>
internal sealed class UpdateLog
{
    private const int UpdateBytes = 64;

    /// <summary>That of a call that has no updates: those who read it as a stream get its answer in pieces.</summary>
    public static readonly UpdateLog Empty = new();

    private readonly List<Item> _items = [];

    /// <summary>Gets the number of updates that have left the log.</summary>
    public int Start { get; private set; }

    public int End => Start + _items.Count;

    public long Bytes { get; private set; }

    /// <summary>Adds an update; the original goes to whoever asked for it.</summary>
    public void Add(ChatResponseUpdate update)
    {
        var shape = _items.Count > 0 ? _items[^1].Shape : null;
        var item = shape is not null && TextLike(update, shape) is { } text
            ? new Item(text, shape, update)
            : new Item(null, ResponseCopy.Copy(update, billed: true), update);
        _items.Add(item);
        Bytes += Size(update);
    }

    /// <summary>Takes the original of an update out, for the only reader who may change it.</summary>
    public ChatResponseUpdate TakeOriginal(int index)
    {
        var item = _items[index - Start];
        _items[index - Start] = item with { Original = null };
        return item.Original ?? Copy(index, billed: true);
    }

    public ChatResponseUpdate Copy(int index, bool billed)
    {
        var (text, shape, _) = _items[index - Start];
        return text is null ? ResponseCopy.Copy(shape, billed) : Create(text, shape);
    }

    /// <summary>Lets go of updates before an index.</summary>
    public void Trim(int index)
    {
        var count = Math.Clamp(index - Start, 0, _items.Count);
        for (var i = 0; i < count; i++)
        {
            Bytes -= Size(Copy(Start + i, billed: true));
        }

        _items.RemoveRange(0, count);
        Start += count;
    }

    /// <summary>Puts the answer together, if no update has left yet.</summary>
    public ChatResponse? ToResponse()
    {
        if (Start > 0)
        {
            return null;
        }

        UsageDetails? usage = null;
        List<ChatResponseUpdate> updates = [];
        for (var i = 0; i < _items.Count; i++)
        {
            var (text, shape, _) = _items[i];
            if (text is not null)
            {
                updates.Add(Create(JoinTexts(ref i), shape));
                continue;
            }

            var update = ResponseCopy.Copy(shape, billed: true);
            for (var j = 0; j < update.Contents.Count; j++)
            {
                usage = update.Contents[j] is UsageContent report ? StreamedUsage.Combine(usage, report.Details) : usage;
            }

            updates.Add(update);
        }

        var response = updates.ToChatResponse();
        response.Usage = usage;
        return response;
    }

    /// <summary>Joins texts of one shape, and moves to the last of them.</summary>
    private string JoinTexts(ref int index)
    {
        var first = index;
        while (index + 1 < _items.Count && _items[index + 1].Text is not null)
        {
            index++;
        }

        return string.Concat(_items[first..(index + 1)].Select(static item => item.Text));
    }

    private static ChatResponseUpdate Create(string text, ChatResponseUpdate shape) => new(shape.Role, [new TextContent(text)])
    {
        AuthorName = shape.AuthorName,
        ResponseId = shape.ResponseId,
        MessageId = shape.MessageId,
        ModelId = shape.ModelId,
        CreatedAt = shape.CreatedAt,
    };

    private static long Size(ChatResponseUpdate update)
    {
        long size = UpdateBytes;
        for (var i = 0; i < update.Contents.Count; i++)
        {
            size += update.Contents[i] switch
            {
                TextContent text => text.Text.Length * 2L,
                TextReasoningContent reasoning => reasoning.Text.Length * 2L,
                DataContent data => data.Data.Length,
                _ => UpdateBytes,
            };
        }

        return size;
    }

    // Whatever the text is, only its shape is compared.
    private static string? TextLike(ChatResponseUpdate update, ChatResponseUpdate shape) =>
        update is { Contents: [TextContent { Annotations: null, AdditionalProperties: null } text], AdditionalProperties: null, FinishReason: null, ConversationId: null }
        && update.Role == shape.Role && update.CreatedAt == shape.CreatedAt && update.ResponseId == shape.ResponseId && update.MessageId == shape.MessageId
        && update.ModelId == shape.ModelId && update.AuthorName == shape.AuthorName
            ? text.Text : null;

    private readonly record struct Item(string? Text, ChatResponseUpdate Shape, ChatResponseUpdate? Original);
}
