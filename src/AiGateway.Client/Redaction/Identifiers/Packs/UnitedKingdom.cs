using static AiGateway.Client.Redaction.Identifiers.Checks;

namespace AiGateway.Client.Redaction.Identifiers.Packs;

/// <summary>The United Kingdom, beside <c>UK_NHS</c> and <c>UK_NINO</c>.</summary>
internal static class UnitedKingdom
{
    private const string PlateWords = Words.Plate + ", reg, vrn, dvla";
    private const string PostcodeWords = "postcode, post code, postal code, address";
    private const string AreaLetters = "ABCDEFGHKLMNOPRSVWXY";
    private const string PlateLetters = "ABCDEFGHJKLMNOPRSTUVWXYZ";

    // Royal Mail, Programmers' Guide to PAF: letters that are used at each place.
    private static readonly IdentifierCheck Postcode = All(
        Not(Has(0, "QVX")), Any(Has(1, "0123456789"), Not(Has(1, "IJZ"))), Only(^2.., "ABDEFGHJLNPQRSTUWXYZ"),
        Any(Not(Length(6, Has(2, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"))), Has(2, "ABCDEFGHJKPSTUW")),
        Any(Not(Length(7, Has(3, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"))), Has(3, "ABEHMNPRVWXY")));

    public static readonly Identifier[] Rows =
    [
        // Driver and Vehicle Licensing Agency: five of the surname filled up with 9, date of birth with 50 on the month of women, initials.
        new("UK_DRIVING_LICENCE", "GB", "ax<4>d<6>axdaa|ax<4>d<6> axdaa|ax<4> d<6> axdaa", All(In(6, 2, "1-12 51-62"), In(8, 2, "1-31"), Surname), Evidence.Certain, Words.Licence),
        new("UK_VEHICLE_REGISTRATION", "GB", "aadd aaa|aaddaaa", All(Only(..1, AreaLetters), Only(1..2, PlateLetters.TrimEnd('Z')), In(2, 2, "2-29 51-79"), Only(4.., PlateLetters)), Evidence.Grouped, PlateWords),
        new("UK_VEHICLE_REGISTRATION", "GB", "ad<1-3>?aaa", All(Only(..1, "ABCDEFGHJKLMNPRSTVWXY"), Only(^3.., PlateLetters)), Evidence.Shape, PlateWords),
        new("UK_VEHICLE_REGISTRATION", "GB", "aaa?d<1-3>a", All(Only(..3, PlateLetters), Only(^1.., "ABCDEFGHJKLMNPRSTVWXY")), Evidence.Shape, PlateWords),
        new("UK_POSTCODE", "GB", "ad daa|add daa|aad daa|aadd daa|ada daa|aada daa", Postcode, Evidence.Grouped, PostcodeWords) { OnlyNamed = true },
        new("UK_POSTCODE", "GB", "addaa|adddaa|aaddaa|aadddaa|adadaa|aadadaa", Postcode, Evidence.Shape, PostcodeWords) { OnlyNamed = true },
        new("UK_POSTCODE", "GB", "GIR?0AA", None, Evidence.Certain, PostcodeWords) { OnlyNamed = true },

        // His Majesty's Passport Office; HM Revenue and Customs.
        new("UK_PASSPORT", "GB", "aad<7>", None, Evidence.Shape, Words.Passport),
        new("UK_PASSPORT", "GB", "d<9>", None, Evidence.Context, Words.Passport),
        new("UK_UTR", "GB", "d<10>|ddddd ddddd", Sum("6 7 8 9 10 5 4 3 2", "21987654321", at: 0, from: 1), Evidence.Checked, Words.Tax + ", utr, self assessment"),
        new("UK_VAT", "GB", "GB:?ddd?dddd?dd", Any(Total("8 7 6 5 4 3 2 10 1", 97), Total("8 7 6 5 4 3 2 10 1", 97, 42), Total("8 7 6 5 4 3 2 10 1", 97, 55)), Evidence.Certain, Words.Vat),
    ];

    private static bool Surname(ReadOnlySpan<char> value)
    {
        var letters = value[..5].IndexOfAnyExceptInRange('A', 'Z');
        return letters < 0 || value[letters..5].IndexOfAnyExcept('9') < 0;
    }
}
