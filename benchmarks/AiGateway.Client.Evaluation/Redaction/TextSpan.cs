using AiGateway.Client.Redaction;

namespace AiGateway.Client.Evaluation.Redaction;

/// <summary>A labelled place in a text, in UTF-16 code units.</summary>
internal readonly record struct TextSpan(int Start, int End)
{
    /// <summary>Converts a place that is given in code points.</summary>
    /// <exception cref="ArgumentException">The place is outside the text.</exception>
    public static TextSpan FromCodePoints(string text, int start, int end)
    {
        if (start < 0 || end <= start)
        {
            throw new ArgumentException($"The span [{start},{end}) is empty or negative.");
        }

        return new TextSpan(Offset(text, start), Offset(text, end));
    }

    public bool IsCoveredBy(IEnumerable<Detection> detections) => CoveredUntil(detections.OrderBy(detection => detection.Start)) >= End;

    public bool Overlaps(Detection detection) => detection.Start < End && Start < detection.End;

    private int CoveredUntil(IEnumerable<Detection> sorted)
    {
        var covered = Start;
        foreach (var detection in sorted)
        {
            if (detection.Start <= covered)
            {
                covered = Math.Max(covered, detection.End);
            }
        }

        return covered;
    }

    private static int Offset(string text, int codePoints)
    {
        var offset = 0;
        for (var i = 0; i < codePoints; i++)
        {
            if (offset >= text.Length)
            {
                throw new ArgumentException($"The code point {codePoints} is behind the end of the text.");
            }

            offset += char.IsSurrogatePair(text, offset) ? 2 : 1;
        }

        return offset;
    }
}
