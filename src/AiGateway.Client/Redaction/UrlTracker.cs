using System.Buffers;
using System.Text;

namespace AiGateway.Client.Redaction;

/// <summary>Knows, while a text goes by piece after piece, whether its end is inside a URL, and of which host.</summary>
/// <remarks>
/// It reads URLs as browsers do, who forgive much: one slash or none after the scheme, slashes that are backslashes, and blanks between quotes. A model that was
/// talked into writing an address for somebody else to collect values must not find a spelling that passes.
/// </remarks>
internal sealed class UrlTracker(UrlHosts hosts)
{
    private const int MaxAuthority = 512;
    private const int Recent = 16;

    private static readonly SearchValues<char> Starts = SearchValues.Create("/\\:");
    private static readonly string[] Schemes = ["https:", "http:", "wss:", "ws:", "ftp:"];

    private readonly char[] _recent = new char[Recent];
    private readonly StringBuilder _authority = new();
    private State _state;
    private char _quote;
    private bool _allowed;

    private enum State
    {
        Text,
        Slashes,
        Authority,
        Rest,
    }

    /// <summary>Gets a value indicating whether the text so far ends outside of any URL.</summary>
    public bool IsIdle => _state is State.Text;

    /// <summary>Gets a value indicating whether a value at this place would be in a URL that is not allowed.</summary>
    public bool Forbids => _state is State.Slashes or State.Authority || (_state is State.Rest && !_allowed);

    /// <summary>Takes note of text in which no URL starts.</summary>
    public void Skip(ReadOnlySpan<char> text)
    {
        if (text.Length >= Recent)
        {
            text[^Recent..].CopyTo(_recent);
        }
        else
        {
            _recent.AsSpan(text.Length).CopyTo(_recent);
            text.CopyTo(_recent.AsSpan(Recent - text.Length));
        }
    }

    /// <summary>Takes note of text.</summary>
    public void Feed(ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            var length = _state is State.Text ? SkipText(text) : 0;
            text = text[length..];
            if (!text.IsEmpty)
            {
                Take(text[0]);
                Skip(text[..1]);
                text = text[1..];
            }
        }
    }

    private int SkipText(ReadOnlySpan<char> text)
    {
        var length = text.IndexOfAny(Starts) is >= 0 and var start ? start : text.Length;
        Skip(text[..length]);
        return length;
    }

    private void Take(char c)
    {
        switch (_state)
        {
            case State.Text when c == ':' ? EndsWithScheme() : IsPair(c):
                Begin();
                break;
            case State.Text:
                break;
            case var _ when Ends(c):
                _state = State.Text;
                break;
            case State.Slashes when c is '/' or '\\':
                break;
            case State.Slashes or State.Authority:
                TakeAuthority(c);
                break;
        }
    }

    private void TakeAuthority(char c)
    {
        if (c is '/' or '\\' or '?' or '#')
        {
            _allowed = _authority.Length <= MaxAuthority && hosts.Allows(_authority.ToString());
            _state = State.Rest;
            return;
        }

        _state = State.Authority;
        if (_authority.Length <= MaxAuthority)
        {
            _authority.Append(c);
        }
    }

    // Doubled backslashes are common in code and in paths of Windows, where something stands before them.
    private bool IsPair(char c) => (c, _recent[^1]) switch
    {
        ('/', '/') => true,
        ('/' or '\\', '/' or '\\') => !char.IsLetterOrDigit(_recent[^2]) && _recent[^2] != ':',
        _ => false,
    };

    private bool EndsWithScheme()
    {
        foreach (var scheme in Schemes)
        {
            if (_recent.AsSpan().EndsWith(scheme.AsSpan(0, scheme.Length - 1), StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private void Begin()
    {
        var before = Recent - 1;
        while (before >= 0 && (char.IsAsciiLetterOrDigit(_recent[before]) || _recent[before] is '+' or '-' or '.' or ':' or '/' or '\\'))
        {
            before--;
        }

        _quote = before >= 0 && _recent[before] is '"' or '\'' or '<' ? _recent[before] : '\0';
        _authority.Clear();
        _state = State.Slashes;
    }

    private bool Ends(char c) => _quote switch
    {
        '\0' => char.IsWhiteSpace(c) || c is '<' or '>' or '"' or '`',
        '<' => c is '>',
        _ => c == _quote,
    };
}
