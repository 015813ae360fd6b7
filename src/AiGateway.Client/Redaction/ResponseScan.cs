using System.Text;
using AiGateway.Client.Context;

namespace AiGateway.Client.Redaction;

/// <summary>Masks what a model writes by itself. It keeps back the last word, and numbers with their groups, until it is clear where they end.</summary>
internal sealed class ResponseScan(RedactionPolicy policy, GatewayContext? context)
{
    // What a value may be recognised by stands this far before it; a value longer than the window is seen in parts.
    private const int Before = 64;
    private const int Window = 512;

    private readonly List<Detection> _found = [];
    private string _before = "";
    private string _pending = "";

    public bool HoldsText => _pending.Length > 0;

    /// <summary>Takes text, and gives what may be delivered.</summary>
    public string Push(string text)
    {
        _pending += text;
        return Release(Math.Max(Settled(_pending), _pending.Length - Window));
    }

    /// <summary>Gives what is left.</summary>
    public string Flush() => Release(_pending.Length);

    private string Release(int length)
    {
        if (length <= 0)
        {
            return "";
        }

        var all = _before + _pending;
        _found.Clear();
        policy.ResponseScanner!.Scan(all, _found);
        var end = KeepWhole(_before.Length + length, all.Length);
        var output = new StringBuilder();
        var position = _before.Length;
        foreach (var detection in _found.Where(detection => detection.End > position && detection.Start < end))
        {
            var start = Math.Max(detection.Start, position);
            output.Append(all, position, start - position).Append(Replace(detection.Entity, all[start..detection.End]));
            position = detection.End;
        }

        output.Append(all, position, end - position);
        _pending = all[end..];
        _before = all[Math.Max(0, end - Before)..end];
        return output.ToString();
    }

    // A value that reaches over the end of what is released is kept for later, or released whole.
    private int KeepWhole(int end, int length)
    {
        foreach (var detection in _found)
        {
            if (detection.Start < end && detection.End > end)
            {
                return detection.Start > _before.Length && length - detection.Start <= Window ? detection.Start : detection.End;
            }
        }

        return end;
    }

    private string Replace(string entity, string value)
    {
        var action = policy.ForResponse(entity);
        if (action is RedactionAction.Allow)
        {
            return value;
        }

        context?.CountRedaction(entity);
        return action switch
        {
            RedactionAction.Mask => ValueMask.Mask(entity, value),
            RedactionAction.Block => throw new RedactionRejectedException(
                "redaction_response", $"The answer holds a value of {entity}, which must not be delivered. Change the action of {entity} under Redaction:Responses to let it pass.", entity),
            _ => ValueMask.Replace(entity),
        };
    }

    // The end of the last word that nothing can join any more: words with digits may be groups of one number.
    private static int Settled(string text)
    {
        var end = text.Length;
        var digits = false;
        while (end > 0)
        {
            var start = end;
            var hasDigit = false;
            while (start > 0 && !char.IsWhiteSpace(text[start - 1]))
            {
                hasDigit |= char.IsAsciiDigit(text[--start]);
            }

            if (end < text.Length && !hasDigit && !digits)
            {
                return end;
            }

            digits = hasDigit;
            end = start;
            while (end > 0 && char.IsWhiteSpace(text[end - 1]))
            {
                end--;
            }
        }

        return 0;
    }
}
