using System.Globalization;
using StackExchange.Redis;

namespace AiGateway.Client.Redis;

/// <summary>The counts of one limit, as a script tells them. Times are microseconds since 1970.</summary>
internal readonly record struct RedisLevel(long Spent, long Reserved, long Before, long Start, long End)
{
    private const int Fields = 5;

    public bool IsForgotten => Start < 0;

    private Int128 Total => (Int128)Spent + Reserved;

    private long Length => End - Start;

    /// <summary>Reads the counts of a charge.</summary>
    /// <param name="reply">The reply.</param>
    /// <param name="first">Where the first charge begins.</param>
    /// <param name="index">The place of the charge.</param>
    public static RedisLevel Read(RedisResult reply, int first, int index)
    {
        var at = first + (index * Fields);
        return new RedisLevel(Number(reply[at]), Number(reply[at + 1]), Number(reply[at + 2]), Number(reply[at + 3]), Number(reply[at + 4]));
    }

    /// <summary>Reads a number. One that is too large for it is as much as there can be.</summary>
    public static long Number(RedisResult value) => long.TryParse((string?)value, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : long.MaxValue;

    /// <summary>Gets what is left of a limit.</summary>
    public long Remaining(long limit, bool sliding, long now) => Clamp(limit - Total - (sliding ? Share(now) : 0));

    /// <summary>Gets how long it takes until an amount fits, if nothing else is used until then.</summary>
    public TimeSpan? RetryAfter(long amount, long limit, bool sliding, long now)
    {
        var needed = Math.Max(1, amount);
        if (needed > limit || End >= RedisTime.Never)
        {
            return null;
        }

        var room = limit - needed;
        var total = Total;
        return RedisTime.ToTimeSpan(
            !sliding ? End - now
            : total <= room ? End - Overlap(room - total, Before) - now
            : End + Length - Overlap(room, total) - now);
    }

    // What the window before still weighs, rounded up.
    private Int128 Share(long now) => (((Int128)Before * Math.Clamp(End - now, 0, Length)) + Length - 1) / Length;

    // The time before its end at which of a window that slides out so much is left.
    private long Overlap(Int128 rest, Int128 of) => of <= rest ? Length : (long)(rest * Length / of);

    private static long Clamp(Int128 value) => (long)Int128.Clamp(value, long.MinValue, long.MaxValue);
}
