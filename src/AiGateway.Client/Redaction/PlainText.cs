using System.Buffers;

namespace AiGateway.Client.Redaction;

/// <summary>A text without hidden characters, and where each character stands in the original.</summary>
internal struct PlainText(int capacity) : IDisposable
{
    private readonly char[] _characters = ArrayPool<char>.Shared.Rent(capacity + 1);
    private readonly int[] _places = ArrayPool<int>.Shared.Rent(capacity + 1);
    private int _length;

    /// <summary>Gets the text; what was added last marks the end and is no part of it.</summary>
    public readonly ReadOnlySpan<char> Text => _characters.AsSpan(0, _length - 1);

    public void Add(char value, int place)
    {
        _characters[_length] = value;
        _places[_length++] = place;
    }

    /// <summary>Turns places in the plain text into places in the original, from index <paramref name="first"/> on.</summary>
    public readonly void MapBack(List<Detection> found, int first)
    {
        for (var i = first; i < found.Count; i++)
        {
            var start = _places[found[i].Start];
            // What is hidden behind the last character is no part of the value.
            var end = _places[found[i].End - 1] + 1;
            found[i] = found[i] with { Start = start, Length = end - start };
        }
    }

    public readonly void Dispose()
    {
        ArrayPool<char>.Shared.Return(_characters, clearArray: true);
        ArrayPool<int>.Shared.Return(_places);
    }
}
