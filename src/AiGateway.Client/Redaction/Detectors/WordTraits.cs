namespace AiGateway.Client.Redaction.Detectors;

/// <summary>What is seen of a number at first sight, so that only detectors are asked that can find something.</summary>
[Flags]
internal enum WordTraits
{
    None = 0,

    /// <summary>Two letters and a character stand before it.</summary>
    LettersBefore = 1,

    /// <summary>A dot stands behind it, and none that joins it to a word before.</summary>
    DotBehind = 2,

    /// <summary>No character of a word stands before it, and no dash or dot that joins it to digits.</summary>
    StartsClean = 4,

    /// <summary>It starts clean, and has seven digits or a character behind it that may stand between groups of digits.</summary>
    GoesOn = 8,

    /// <summary>Its groups have twelve digits or more.</summary>
    TwelveDigits = 16,

    /// <summary>Nine digits, or groups of 3-2-4, 3-6 or 5-4.</summary>
    NineDigits = 32,

    /// <summary>Ten digits, or groups of 3-3-4.</summary>
    TenDigits = 64,
}
