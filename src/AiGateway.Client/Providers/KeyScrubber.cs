using System.Net.Http.Headers;
using System.Text;

namespace AiGateway.Client.Providers;

/// <summary>Blanks the keys of a request in what its response says of errors: some providers repeat the key that they refuse.</summary>
internal static class KeyScrubber
{
    // What is shorter is no key, but may well be a word of the message.
    private const int ShortestKey = 8;

    /// <summary>Copies a body, each byte of a key replaced by an asterisk.</summary>
    /// <param name="body">The body, or one event of a stream.</param>
    /// <param name="request">The request's headers; <see langword="null"/> when none was sent.</param>
    public static byte[] Scrub(ReadOnlySpan<byte> body, HttpRequestHeaders? request)
    {
        byte[] clean = [.. body];
        foreach (var (name, values) in request?.NonValidated ?? default)
        {
            if (HoldsKey(name))
            {
                Blank(clean, Encoding.UTF8.GetBytes(Key(values.ToString())));
            }
        }

        return clean;
    }

    private static bool HoldsKey(string header) =>
        header.EndsWith("Authorization", StringComparison.OrdinalIgnoreCase)
        || header.EndsWith("Key", StringComparison.OrdinalIgnoreCase)
        || header.EndsWith("Token", StringComparison.OrdinalIgnoreCase);

    // "Bearer" and other schemes stand before the key.
    private static string Key(string value) => value[(value.LastIndexOf(' ') + 1)..];

    private static void Blank(Span<byte> body, ReadOnlySpan<byte> key)
    {
        int start;
        while (key.Length >= ShortestKey && (start = body.IndexOf(key)) >= 0)
        {
            body.Slice(start, key.Length).Fill((byte)'*');
            body = body[(start + key.Length)..];
        }
    }
}
