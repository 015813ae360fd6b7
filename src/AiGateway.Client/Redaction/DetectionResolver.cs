using System.Runtime.InteropServices;

namespace AiGateway.Client.Redaction;

/// <summary>Makes detections disjoint: the longer one wins, then the surer one; what sticks out of the loser is added to the winner.</summary>
/// <remarks>Nothing that a detector found stays outside, so a value never leaks because two detectors disagree about where it ends.</remarks>
internal static class DetectionResolver
{
    private static readonly Comparison<Detection> ByStart = static (a, b) => a.Start != b.Start ? a.Start.CompareTo(b.Start) : b.Length.CompareTo(a.Length);

    /// <summary>Sorts and joins the detections from index <paramref name="from"/> on.</summary>
    public static void Resolve(List<Detection> found, int from)
    {
        var added = CollectionsMarshal.AsSpan(found)[from..];
        if (IsResolved(added)) return;
        added.Sort(ByStart);
        var last = 0;
        var widest = added[0].Length;
        for (var i = 1; i < added.Length; i++)
        {
            if (added[i].Start >= added[last].End)
            {
                added[++last] = added[i];
                widest = added[i].Length;
                continue;
            }

            added[last] = Join(added[last], ref widest, added[i]);
        }

        CollectionsMarshal.SetCount(found, from + last + 1);
    }

    private static bool IsResolved(ReadOnlySpan<Detection> detections)
    {
        for (var i = 1; i < detections.Length; i++)
        {
            if (detections[i].Start < detections[i - 1].End) return false;
        }

        return true;
    }

    private static Detection Join(Detection joined, ref int widest, Detection next)
    {
        var wins = next.Length > widest || (next.Length == widest && next.Score > joined.Score);
        var winner = wins ? next : joined;
        widest = Math.Max(widest, next.Length);
        return winner with { Start = joined.Start, Length = Math.Max(joined.End, next.End) - joined.Start };
    }
}
