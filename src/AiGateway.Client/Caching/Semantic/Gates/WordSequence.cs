using System.Text;

namespace AiGateway.Client.Caching.Semantic.Gates;

/// <summary>A text as its words with single spaces around them, to look for one text in another.</summary>
internal static class WordSequence
{
    public static string Write(ReadOnlySpan<char> text)
    {
        var builder = new StringBuilder(text.Length + 2).Append(' ');
        foreach (var c in text)
        {
            // Signs count in code, and case does there, too; in a sentence neither does.
            if (char.IsLetterOrDigit(c) || char.IsSurrogate(c) || "+*/=<>&|%!$#@_".Contains(c) || (c is '-' && !char.IsLetter(builder[^1])))
            {
                builder.Append(char.ToLowerInvariant(c));
            }
            else if (c is not ('\'' or '’') && builder[^1] != ' ')
            {
                builder.Append(' ');
            }
        }

        return builder[^1] == ' ' ? builder.ToString() : builder.Append(' ').ToString();
    }
}
