using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;

namespace AiGateway.Client.Redaction;

/// <summary>One run of text of an answer, piece after piece: turns pseudonyms into values.</summary>
internal sealed class TextChannel(PseudonymTable table, UrlHosts hosts, bool json)
{
    private static readonly SearchValues<char> Special = SearchValues.Create("[/\\:");

    private readonly UrlTracker _urls = new(hosts);
    private string _held = "";

    /// <summary>Gets a value indicating whether there is text that was not delivered yet.</summary>
    public bool HoldsText => _held.Length > 0;

    /// <summary>Tells whether a piece passes as it is. Allocates nothing.</summary>
    public bool Passes(string text)
    {
        if (_held.Length > 0 || !_urls.IsIdle || text.AsSpan().ContainsAny(Special))
        {
            return text.Length == 0;
        }

        _urls.Skip(text);
        return true;
    }

    /// <summary>Takes a piece, and gives what can be delivered by now.</summary>
    /// <returns>The piece itself when nothing changes.</returns>
    public string Push(string text) => Restore(text, last: false);

    /// <summary>Gives what was held back.</summary>
    public string Flush() => Restore("", last: true);

    private string Restore(string text, bool last)
    {
        if (_held.Length == 0 && !text.Contains('[', StringComparison.Ordinal))
        {
            _urls.Feed(text);
            return text;
        }

        var pending = _held + text;
        _held = "";
        var output = new StringBuilder(pending.Length + 32);
        var position = 0;
        while (position < pending.Length)
        {
            position += Step(pending, position, output, last);
            if (_held.Length > 0)
            {
                break;
            }
        }

        return output.Length == text.Length && output.Equals(text.AsSpan()) ? text : output.ToString();
    }

    private int Step(string text, int position, StringBuilder output, bool last)
    {
        var rest = text.AsSpan(position);
        var bracket = rest.IndexOf('[');
        if (bracket != 0)
        {
            return Deliver(bracket < 0 ? rest : rest[..bracket], output);
        }

        var end = rest[..Math.Min(rest.Length, table.Longest)].IndexOf(']');
        if (end > 0 && table.TryGet(rest[..(end + 1)], out var value))
        {
            Deliver(_urls.Forbids ? rest[..(end + 1)] : json ? JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(value) : value, output);
            return end + 1;
        }

        if (!last && end < 0 && table.IsPrefix(rest))
        {
            _held = rest.ToString();
            return rest.Length;
        }

        return Deliver(rest[..1], output);
    }

    private int Deliver(ReadOnlySpan<char> text, StringBuilder output)
    {
        _urls.Feed(text);
        output.Append(text);
        return text.Length;
    }
}
