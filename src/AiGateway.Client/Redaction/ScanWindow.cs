using System.Text;

namespace AiGateway.Client.Redaction;

/// <summary>The end of a run of text that is searched while it grows: what was released before, as context, and what still waits.</summary>
/// <remarks>
/// A word waits until the next one begins; numbers, with the words between their groups, wait until what may stand behind them has been seen; so does what may
/// still become a term, and the length of a pattern. At most 512 characters wait.
/// </remarks>
internal sealed class ScanWindow(TextScanner scanner)
{
    private const int MostPending = 512;

    // What a value may be recognised by stands this far before or behind its start.
    private const int Before = 128;
    private const int After = 96;

    // The head of a value that is longer than the window is kept with its end, so that it stays recognisable.
    private const int Head = 96;

    // Fewer digits are no value whatever stands near.
    private const int FewestDigits = 5;
    private const int LongestPattern = 128;

    private readonly List<Detection> _found = [];
    private char[] _buffer = new char[1024];
    private int _length;
    private int _covered;

    /// <summary>Gets the index behind what was released.</summary>
    public int Released { get; private set; }

    /// <summary>Takes more text.</summary>
    public void Append(ReadOnlySpan<char> text)
    {
        if (_length + text.Length > _buffer.Length)
        {
            Array.Resize(ref _buffer, Math.Max(2 * _buffer.Length, _length + text.Length));
        }

        text.CopyTo(_buffer.AsSpan(_length));
        _length += text.Length;
    }

    /// <summary>Finds out up to where text can be released.</summary>
    public int Settle(bool last)
    {
        var end = last ? _length : Math.Max(SettledEnd(), _length - MostPending);
        if (end <= Released)
        {
            return Released;
        }

        _found.Clear();
        scanner.Scan(_buffer.AsSpan(0, _length), _found);
        return last ? end : KeepWhole(end);
    }

    /// <summary>Tells whether a part of the text can be released as it is.</summary>
    public bool IsClean(int from, int to)
    {
        if (from == to)
        {
            return true;
        }

        if (_covered > from)
        {
            return false;
        }

        foreach (var detection in _found)
        {
            if (detection.Start < to && detection.End > from)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Writes a part of the text, with something else in place of each value. What stands for a value stands where it begins, once.</summary>
    public string Render(int from, int to, ResponseMask mask)
    {
        var output = new StringBuilder(to - from);
        var position = Math.Clamp(_covered, from, to);
        foreach (var detection in _found)
        {
            if (detection.End <= position || detection.Start >= to)
            {
                continue;
            }

            // What begins inside a value that was masked before is more of it.
            if (detection.Start >= _covered)
            {
                var start = Math.Max(detection.Start, position);
                output.Append(_buffer, position, start - position).Append(mask.Replace(detection.Entity, new string(_buffer, start, detection.End - start)));
            }

            _covered = detection.End;
            position = Math.Min(detection.End, to);
        }

        return output.Append(_buffer, position, to - position).ToString();
    }

    /// <summary>Releases the text up to an index.</summary>
    public void Release(int end)
    {
        Released = end;
        if (end >= 2 * Before)
        {
            Forget(end - Before);
        }
    }

    /// <summary>Ends the run: what comes next has nothing to do with it.</summary>
    public void Reset()
    {
        (_length, Released, _covered) = (0, 0, 0);
        _found.Clear();
    }

    private void Forget(int from)
    {
        var head = 0;
        foreach (var detection in _found)
        {
            if (detection.Start < from && detection.End > Released)
            {
                head = Math.Min(Head, from - detection.Start);
                Array.Copy(_buffer, detection.Start, _buffer, 0, head);
            }
        }

        Array.Copy(_buffer, from, _buffer, head, _length - from);
        var moved = from - head;
        (_length, Released, _covered) = (_length - moved, Released - moved, Math.Max(0, _covered - moved));
        _found.Clear();
    }

    // A value that reaches over the end waits as a whole, unless it is longer than the window.
    private int KeepWhole(int end)
    {
        foreach (var detection in _found)
        {
            if (detection.Start < end && detection.End > end && detection.Start >= Released && _length - detection.Start <= MostPending)
            {
                return detection.Start;
            }
        }

        return end;
    }

    private int SettledEnd()
    {
        var text = _buffer.AsSpan(0, _length);
        var end = Math.Min(WordsEnd(text), scanner.OpenStart(text));
        return scanner.HasPatterns ? Math.Min(end, _length - LongestPattern) : end;
    }

    // The start of the first word that something may still join.
    private int WordsEnd(ReadOnlySpan<char> text)
    {
        var (open, digits, lastDigit) = (-1, 0, 0);
        for (var start = Released; ;)
        {
            while (start < text.Length && IsBreak(text[start]))
            {
                start++;
            }

            var end = start;
            var before = digits;
            for (; end < text.Length && !IsBreak(text[end]); end++)
            {
                digits += char.IsAsciiDigit(text[end]) ? 1 : 0;
            }

            if (digits > before)
            {
                open = open < 0 ? start : open;
                lastDigit = end;
            }
            else if (open < 0 && end - start <= 2 && start < end)
            {
                open = start;
            }

            if (end == text.Length)
            {
                return open < 0 ? start : open;
            }

            if (digits == before && end - start > 2)
            {
                if (open >= 0 && digits >= FewestDigits && lastDigit > text.Length - After)
                {
                    return open;
                }

                (open, digits) = (-1, 0);
            }

            start = end;
        }
    }

    // Blanks, and the signs that end sentences of scripts without blanks.
    private static bool IsBreak(char c) => char.IsWhiteSpace(c) || c is '\u3001' or '\u3002' or '\uFF0C' or '\uFF01' or '\uFF1F' or '\uFF1B';
}
