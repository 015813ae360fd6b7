using Microsoft.Extensions.AI;

namespace AiGateway.Client.Redaction;

/// <summary>Masks what a model writes by itself in one message: its updates wait, in order, until their text is settled, and go on as they are when nothing in them is masked.</summary>
internal sealed class MessageScan(string? messageId, ResponseMask mask, bool inParts = true)
{
    // A long piece does not wait for its last word.
    private const int ShortestPart = 64;

    private readonly ScanWindow _window = new(mask.Scanner);
    private readonly MaskingRewriter _rewriter = new(mask);
    private readonly Queue<(ChatResponseUpdate Update, string Text)> _waiting = new();
    private bool _reasons;

    // How much of the first one that waits has gone.
    private int _gone;

    public string? MessageId => messageId;

    /// <summary>Takes an update, and gives those that can go by now.</summary>
    public void Take(ChatResponseUpdate update, Queue<ChatResponseUpdate> ready)
    {
        if (update.AdditionalProperties is not null)
        {
            update = WithProperties(update);
        }

        switch (update.Contents)
        {
            case [] or [UsageContent { AdditionalProperties: null }]:
                TakeText(update, "", _reasons, ready);
                break;
            case [TextContent text]:
                TakeText(update, text.Text, reasons: false, ready);
                break;
            case [TextReasoningContent reasoning]:
                TakeText(update, reasoning.Text, reasons: true, ready);
                break;
            case [_]:
                Flush(ready);
                ready.Enqueue(With(update, [_rewriter.Content(update.Contents[0])]));
                break;
            default:
                TakeApart(update, ready);
                break;
        }
    }

    /// <summary>Gives everything that waits.</summary>
    public void Flush(Queue<ChatResponseUpdate> ready)
    {
        Release(_window.Settle(last: true), ready);
        _window.Reset();
    }

    private void TakeText(ChatResponseUpdate update, string text, bool reasons, Queue<ChatResponseUpdate> ready)
    {
        if (reasons != _reasons)
        {
            Flush(ready);
            _reasons = reasons;
        }

        _window.Append(text);
        _waiting.Enqueue((update, text));
        if (update.FinishReason is not null)
        {
            Flush(ready);
            return;
        }

        Release(_window.Settle(last: false), ready);
    }

    private void Release(int end, Queue<ChatResponseUpdate> ready)
    {
        var position = _window.Released;
        while (_waiting.TryPeek(out var first) && position + first.Text.Length - _gone <= end)
        {
            var next = position + first.Text.Length - _gone;
            ready.Enqueue(_gone == 0 && _window.IsClean(position, next) && IsPlain(first.Update) ? first.Update : Rewrite(first.Update, _window.Render(position, next, mask)));
            _waiting.Dequeue();
            (position, _gone) = (next, 0);
        }

        if (inParts && end - position >= ShortestPart && _waiting.TryPeek(out var part))
        {
            ready.Enqueue(Rewrite(part.Update, _window.Render(position, end, mask)));
            _gone += end - position;
            position = end;
        }

        _window.Release(position);
    }

    // What the vendor's SDK gave has the text without masks.
    private ChatResponseUpdate Rewrite(ChatResponseUpdate update, string text)
    {
        if (update.Contents is not [var source])
        {
            return update;
        }

        AIContent content = source is TextReasoningContent reasoning ? new TextReasoningContent(text) { ProtectedData = reasoning.ProtectedData }
            : source is TextContent ? new TextContent(text) : _rewriter.Content(source);
        if (content is TextContent or TextReasoningContent)
        {
            var rest = _rewriter.Content(new AIContent { Annotations = source.Annotations, AdditionalProperties = source.AdditionalProperties });
            (content.Annotations, content.AdditionalProperties) = (rest.Annotations, rest.AdditionalProperties);
        }

        return With(update, [content]);
    }

    private static bool IsPlain(ChatResponseUpdate update) => update.Contents is [] or [{ Annotations: null, AdditionalProperties: null }];

    private void TakeApart(ChatResponseUpdate update, Queue<ChatResponseUpdate> ready)
    {
        for (var i = 0; i < update.Contents.Count; i++)
        {
            var part = update.Clone();
            part.Contents = [update.Contents[i]];
            part.FinishReason = i == update.Contents.Count - 1 ? update.FinishReason : null;
            Take(part, ready);
        }
    }

    private ChatResponseUpdate WithProperties(ChatResponseUpdate update)
    {
        var before = _rewriter.Changes;
        var properties = _rewriter.Properties(update.AdditionalProperties);
        if (_rewriter.Changes == before)
        {
            return update;
        }

        var copy = With(update, update.Contents);
        copy.AdditionalProperties = properties;
        return copy;
    }

    private static ChatResponseUpdate With(ChatResponseUpdate update, IList<AIContent> contents)
    {
        if (contents is [var content] && update.Contents is [var same] && ReferenceEquals(content, same))
        {
            return update;
        }

        var copy = update.Clone();
        copy.Contents = contents;
        copy.RawRepresentation = null;
        return copy;
    }
}
