using System.Buffers;
using System.Globalization;
using System.Net.Http.Headers;

namespace AiGateway.Client.Resilience;

/// <summary>Reads how long a provider asks to wait, from any of the headers that providers use for it.</summary>
/// <remarks>
/// Sources: RFC 9110 section 10.2.3 (<c>Retry-After</c>: seconds or HTTP date), OpenAI's <c>retry-after-ms</c> and
/// <c>x-ratelimit-reset-*</c>, Anthropic's <c>anthropic-ratelimit-*-reset</c> (RFC 3339).
/// </remarks>
public static class RetryAfter
{
    private static readonly SearchValues<char> NumberCharacters = SearchValues.Create("0123456789.");
    private static readonly string[] Resources = ["requests", "tokens", "input-tokens", "output-tokens"];

    /// <summary>Reads the wait from response headers.</summary>
    /// <param name="headers">The response's headers.</param>
    /// <param name="timeProvider">The clock that dates are compared with.</param>
    /// <returns>The wait, never negative; <see langword="null"/> when the headers do not say.</returns>
    public static TimeSpan? Read(HttpResponseHeaders headers, TimeProvider timeProvider)
    {
        ArgumentNullException.ThrowIfNull(headers);
        ArgumentNullException.ThrowIfNull(timeProvider);
        var now = timeProvider.GetUtcNow();
        return NotNegative(Milliseconds(headers) ?? Standard(headers, now) ?? ExhaustedResource(headers, now));
    }

    private static TimeSpan? NotNegative(TimeSpan? wait) => wait < TimeSpan.Zero ? TimeSpan.Zero : wait;

    private static TimeSpan? Milliseconds(HttpResponseHeaders headers) =>
        First(headers, "retry-after-ms") is { } text ? FromNumber(text, TimeSpan.TicksPerMillisecond) : null;

    private static TimeSpan? Standard(HttpResponseHeaders headers, DateTimeOffset now)
    {
        if (headers.RetryAfter is { } parsed)
        {
            return parsed.Delta ?? (parsed.Date - now);
        }

        // Providers also send fractions of a second, which the standard header type refuses.
        return First(headers, "Retry-After") is { } text ? FromNumber(text, TimeSpan.TicksPerSecond) : null;
    }

    private static TimeSpan? ExhaustedResource(HttpResponseHeaders headers, DateTimeOffset now)
    {
        TimeSpan? longest = null;
        foreach (var resource in Resources)
        {
            var wait = Exhausted(headers, $"x-ratelimit-remaining-{resource}") ? FromReset(First(headers, $"x-ratelimit-reset-{resource}"), now)
                : Exhausted(headers, $"anthropic-ratelimit-{resource}-remaining") ? FromReset(First(headers, $"anthropic-ratelimit-{resource}-reset"), now)
                : null;
            longest = wait > (longest ?? TimeSpan.MinValue) ? wait : longest;
        }

        return longest;
    }

    private static bool Exhausted(HttpResponseHeaders headers, string name) => First(headers, name) is "0";

    private static TimeSpan? FromReset(string? text, DateTimeOffset now) => text switch
    {
        null => null,
        _ when FromNumber(text, TimeSpan.TicksPerSecond) is { } seconds => seconds,
        _ when FromUnits(text) is { } units => units,
        _ when DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) => date - now,
        _ => null,
    };

    // "1s", "6m0s", "1h2m3.5s", "20ms", as OpenAI writes them.
    private static TimeSpan? FromUnits(ReadOnlySpan<char> text)
    {
        var total = TimeSpan.Zero;
        while (!text.IsEmpty)
        {
            var digits = text.IndexOfAnyExcept(NumberCharacters);
            var value = digits > 0 ? text[..digits] : default;
            var unit = digits > 0 ? text[digits..] : default;
            var (ticks, length) = unit switch
            {
                ['m', 's', ..] => (TimeSpan.TicksPerMillisecond, 2),
                ['s', ..] => (TimeSpan.TicksPerSecond, 1),
                ['m', ..] => (TimeSpan.TicksPerMinute, 1),
                ['h', ..] => (TimeSpan.TicksPerHour, 1),
                ['d', ..] => (TimeSpan.TicksPerDay, 1),
                _ => (0L, 0),
            };
            if (length == 0 || FromNumber(value, ticks) is not { } part)
            {
                return null;
            }

            total += part;
            text = unit[length..];
        }

        return total;
    }

    private static TimeSpan? FromNumber(ReadOnlySpan<char> text, long ticksPerUnit)
    {
        const double LongestDays = 3650;
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            && double.IsFinite(value) && Math.Abs(value * ticksPerUnit) < LongestDays * TimeSpan.TicksPerDay
            ? TimeSpan.FromTicks((long)(value * ticksPerUnit))
            : null;
    }

    private static string? First(HttpResponseHeaders headers, string name) =>
        headers.NonValidated.TryGetValues(name, out var values) ? values.ToString() : null;
}
