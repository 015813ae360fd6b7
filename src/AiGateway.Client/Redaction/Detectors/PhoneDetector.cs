namespace AiGateway.Client.Redaction.Detectors;

/// <summary>Telephone numbers by their shape: international, with an area in brackets, North American, or with a trunk zero.</summary>
/// <remarks>Other groupings and bare digits need a word such as "phone" nearby. Dates, addresses, decimals and card numbers are left alone.</remarks>
internal sealed class PhoneDetector() : WordDetector(EntityNames.PhoneNumber, new WordShape(WordKind.Number, 1, 15, WordTraits.GoesOn), new WordShape(WordKind.Mixed, 8, 22))
{
    private const int MinDigits = 7;

    private static readonly ContextWords Nearby = new(
        "*phone", "*fono", "tel", "mobile", "cell", "fax", "call", "calling", "called", "dial", "ring", "sms", "text", "texting", "whatsapp", "signal",
        "contact", "reach", "hotline", "helpline", "desk", "office", "home", "work", "answering", "answer", "registered", "message", "telefon", "handy", "mobil",
        "rufnummer", "celular", "telefone");

    private static readonly ContextWords Number = new("number", "numero");
    private static readonly ContextWords OtherNumber = new(
        "license", "licence", "card", "account", "order", "passport", "policy", "security", "invoice", "ticket", "tracking", "serial", "case", "reference", "id", "member", "tax", "registration");

    public override bool TryFind(in TextWord word, out Detection found)
    {
        found = default;
        var start = Start(word.Text, word.Start);
        if (start < 0 || (word.Length == 1 && start == word.Start && !AreDigits(word.Text, word.End + 1, 3))) return false;
        // For few digits the shape is read sooner than the words around.
        if (word.Digits.Length >= MinDigits && IsOnlyNumber(word, start)) return false;
        var shape = new PhoneShape(stackalloc int[PhoneShape.MaxGroups]);
        shape.Read(word.Text, start);
        if (shape.Digits is < MinDigits or > 17) return false;
        var score = Score(word, start, ref shape);
        if (score == 0) return false;
        found = At(start, ExtensionEnd(word.Text, shape.End), score);
        return true;
    }

    /// <summary>Whether nothing makes a telephone number of it: neither a sign, a zero, the groups of North America nor a word.</summary>
    private static bool IsOnlyNumber(in TextWord word, int start)
    {
        var text = word.Text;
        if (start != word.Start || text[start] == '0' || word.Length == 1) return false;
        if (word.Length == 3 && !DiffersFromNorthAmerican(word.Groups)) return false;
        return !word.MayBeNamed || !(Nearby.MayBeNear(word, start) || Number.IsBefore(word, start));
    }

    private static bool DiffersFromNorthAmerican(ReadOnlySpan<DigitGroup> groups) => groups.Length > 1 && (groups[1].Length != 3 || (groups.Length > 2 && groups[2].Length != 4));

    private static bool AreDigits(ReadOnlySpan<char> text, int start, int count) =>
        start + count <= text.Length && !text.Slice(start, count).ContainsAnyExceptInRange('0', '9');

    /// <summary>Includes a plus sign and an opening bracket; -1 when the number goes on to the left.</summary>
    private static int Start(ReadOnlySpan<char> text, int first)
    {
        var start = first;
        while (start > 0 && first - start < 2 && text[start - 1] is '+' or '(') start--;
        if (start == 0) return 0;
        var before = text[start - 1];
        if (char.IsAsciiLetterOrDigit(before) || before is '_' or '$' or '\u20AC' or '\u00A3' or '#' or '%') return -1;
        return before is '-' or '.' or '/' or ',' && start > 1 && char.IsAsciiDigit(text[start - 2]) ? -1 : start;
    }

    private static double Score(in TextWord word, int start, ref PhoneShape shape)
    {
        var text = word.Text;
        if (text[start] == '+' || text[word.Start - (word.Start > start ? 1 : 0)] == '+') return International(word, start, ref shape);
        if (shape.Digits > 15 && !IsDialledAbroad(text, start)) return 0;
        if (IsNorthAmerican(text, start, ref shape)) return Ends(text, shape) ? 0.7 : 0;
        if (!Ends(text, shape) || IsSomethingElse(text, start, shape)) return 0;
        if (IsDialledAbroad(text, start) && shape.Groups.Length > 2 && shape.Digits >= 10) return 0.7;
        if (shape.HasBrackets && text[start] == '(' && shape.Groups[0] is >= 2 and <= 5 && shape.Groups.Length > 1) return 0.6;
        if (HasTrunkZero(text, start, shape)) return 0.5;
        if (shape.Groups.Length > 1 && Number.IsBefore(word, start) && !OtherNumber.IsBefore(word, start)) return 0.4;
        return shape.Digits <= 15 && Nearby.IsNear(word, start, shape.End) ? 0.4 : 0;
    }

    private static double International(in TextWord word, int start, ref PhoneShape shape)
    {
        var text = word.Text;
        if (text[word.Start] == '0') return 0;
        if (text[word.Start] == '1' && shape.Digits > 11) KeepDigits(text, start, ref shape, 11);
        if (shape.Digits > 15 || !Ends(text, shape)) return 0;
        return shape.Groups.Length > 1 || shape.Digits > 8 ? 0.75 : 0;
    }

    private static bool IsNorthAmerican(ReadOnlySpan<char> text, int start, ref PhoneShape shape)
    {
        var groups = shape.Groups;
        var first = groups.Length > 3 && groups[0] == 1 ? 1 : 0;
        if (groups.Length < first + 3 || groups[first] != 3 || groups[first + 1] != 3 || groups[first + 2] != 4) return false;
        if (shape.Separator == '/') return false;
        Span<char> digits = stackalloc char[first + 4];
        CopyDigits(text, start, digits);
        if ((first == 1 && digits[0] != '1') || digits[first] < '2' || digits[first + 3] < '2') return false;
        if (groups.Length > first + 3) shape.Keep(text, start, first + 3);
        return true;
    }

    private static bool HasTrunkZero(ReadOnlySpan<char> text, int start, in PhoneShape shape)
    {
        if (text[start] != '0' || shape.Digits is < 8 or > 12 || shape.Groups.Length < 2) return false;
        if (shape.Digits == 8 && shape.Groups.Length > 2) return false;
        return shape.Groups[0] > 1 && (shape.Groups[0] > 2 || shape.Groups.Length > 3 || shape.Digits > 8);
    }

    private static bool IsDialledAbroad(ReadOnlySpan<char> text, int start) =>
        text[start..].StartsWith("00") || text[start..].StartsWith("011") || text[start..].StartsWith("(00");

    /// <summary>Dates, addresses, decimals, ZIP codes, social security numbers and cards.</summary>
    private static bool IsSomethingElse(ReadOnlySpan<char> text, int start, in PhoneShape shape)
    {
        if (shape.HasBrackets) return false;
        var groups = shape.Groups;
        if (groups is [4, 1 or 2, 1 or 2, ..] or [1 or 2, 1 or 2, 4, ..] or [2, 2, 2] or [3, 2, 4] or [4, 2]) return true;
        if (shape.Separator == '-' && groups is [5, 4]) return true;
        if (groups is [4, 4] && shape.Separator == '-' && text[start] is '1' or '2') return true;
        if (shape.Separator is '.' or '/' && groups.Length == 2) return true;
        if (shape.Separator == '.' && groups.Length == 4 && IpSyntax.ReadV4(text[start..]) > 0) return true;
        return shape.Digits >= 12 && IsCard(text, start, shape.Digits);
    }

    private static bool IsCard(ReadOnlySpan<char> text, int start, int count)
    {
        Span<char> characters = stackalloc char[count];
        CopyDigits(text, start, characters);
        Span<byte> digits = stackalloc byte[count];
        for (var i = 0; i < count; i++) digits[i] = (byte)(characters[i] - '0');
        return Luhn.IsValid(digits) && CardIssuers.IsKnown(digits);
    }

    private static void KeepDigits(ReadOnlySpan<char> text, int start, ref PhoneShape shape, int digits)
    {
        var (count, sum) = (0, 0);
        while (count < shape.Groups.Length && sum + shape.Groups[count] <= digits) sum += shape.Groups[count++];
        if (sum == digits) shape.Keep(text, start, count);
    }

    private static void CopyDigits(ReadOnlySpan<char> text, int start, Span<char> digits)
    {
        var count = 0;
        for (var i = start; count < digits.Length && i < text.Length; i++)
        {
            if (char.IsAsciiDigit(text[i])) digits[count++] = text[i];
        }
    }

    private static bool Ends(ReadOnlySpan<char> text, in PhoneShape shape)
    {
        var end = shape.End;
        if (end == text.Length || ExtensionEnd(text, end) > end) return true;
        if (char.IsAsciiLetterOrDigit(text[end]) || text[end] is '_' or '%' or '\u20AC') return false;
        return text[end] is not ('-' or '.' or '/' or ',' or ':') || end + 1 == text.Length || !char.IsAsciiDigit(text[end + 1]);
    }

    /// <summary>Behind <c>x123</c> or <c>ext. 123</c>, or <paramref name="end"/> when there is no extension.</summary>
    private static int ExtensionEnd(ReadOnlySpan<char> text, int end)
    {
        var position = end;
        while (position < text.Length && position - end < 2 && text[position] is ' ' or ',') position++;
        var rest = text[position..];
        var mark = rest.StartsWith("extension", StringComparison.OrdinalIgnoreCase) ? 9
            : rest.StartsWith("ext", StringComparison.OrdinalIgnoreCase) ? 3
            : rest.StartsWith("x", StringComparison.OrdinalIgnoreCase) ? 1 : 0;
        if (mark == 0) return end;
        position += mark;
        for (var i = 0; i < 2 && position < text.Length && text[position] is '.' or ' ' or ':' or '#'; i++) position++;
        var first = position;
        while (position < text.Length && position - first < 7 && char.IsAsciiDigit(text[position])) position++;
        var isNumber = position > first && position - first < 7 && (position == text.Length || !char.IsAsciiLetter(text[position]));
        return isNumber ? position : end;
    }
}
