namespace GatewayHost.Responses;

/// <summary>Joins what a stream tore apart: a chunk that ends in the middle of a surrogate pair cannot be written as UTF-8 until the other half has come.</summary>
internal sealed class SplitText
{
    private char _half;

    /// <summary>Gets what can be written now of the text so far.</summary>
    public ReadOnlySpan<char> Join(string text)
    {
        if (_half != default)
        {
            text = _half + text;
            _half = default;
        }

        if (text.Length > 0 && char.IsHighSurrogate(text[^1]))
        {
            _half = text[^1];
            return text.AsSpan(0, text.Length - 1);
        }

        return text;
    }
}
