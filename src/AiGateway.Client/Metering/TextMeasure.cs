using System.Text;

namespace AiGateway.Client.Metering;

/// <summary>Measures how many tokens a text is for an average tokenizer. One pass over the first part; the rest is taken to be like it.</summary>
/// <remarks>
/// Byte-pair tokenizers take a usual word as one token and cut rare ones, numbers, and scripts other than Latin into more. The shares are a
/// rough average over current vendors; calibration corrects them.
/// </remarks>
internal static class TextMeasure
{
    // Enough to know a text by; hostile input cannot make the look at it longer.
    private const int SampleLength = 4096;

    private const int UsualWord = 8;
    private const double LettersPerToken = 7;
    private const int DigitsPerToken = 3;
    private const double PerNumber = 1.1;
    private const int LongestRun = 16;

    /// <summary>Estimates the tokens of a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="bytes">Its length in UTF-8, which no count of tokens exceeds.</param>
    public static double Measure(ReadOnlySpan<char> text, out long bytes)
    {
        bytes = Encoding.UTF8.GetByteCount(text);
        if (text.Length <= SampleLength)
        {
            return Math.Min(Count(text), bytes);
        }

        var sample = text[..SampleLength];
        return Math.Min(Count(sample) * ((double)bytes / Encoding.UTF8.GetByteCount(sample)), bytes);
    }

    private static double Count(ReadOnlySpan<char> text)
    {
        var tokens = 0d;
        for (var i = 0; i < text.Length;)
        {
            var end = i + 1;
            var letter = text[i];
            if (char.IsAsciiLetter(letter))
            {
                while (end < text.Length && char.IsAsciiLetter(text[end]))
                {
                    end++;
                }

                tokens += Word(end - i);
            }
            else if (char.IsAsciiDigit(letter))
            {
                while (end < text.Length && char.IsAsciiDigit(text[end]))
                {
                    end++;
                }

                tokens += PerNumber * ((end - i + DigitsPerToken - 1) / DigitsPerToken);
            }
            else
            {
                // Runs of the same sign, such as indentation and rules, are few tokens however long.
                while (end < text.Length && text[end] == letter && end - i < LongestRun)
                {
                    end++;
                }

                tokens += letter < 128 ? Sign(letter, end - i) : Foreign(letter) * (end - i);
            }

            i = end;
        }

        return tokens;
    }

    private static double Word(int letters) => letters <= UsualWord ? 1.05 : letters / LettersPerToken;

    // A single space belongs to the word after it.
    private static double Sign(char sign, int run) => sign == ' ' ? run > 1 ? 0.35 : 0 : sign is '\n' or '\t' ? 0.65 : 0.8;

    private static double Foreign(char letter) => letter switch
    {
        < '\u0250' => 1,
        < '\u0530' => 0.38,
        < '\u1100' => 0.6,
        >= '\uD800' and < '\uE000' => 1.1,
        >= '\uAC00' and < '\uD800' => 0.8,
        >= '\u2000' and < '\u2E00' => 0.6,
        _ => 0.85,
    };
}
