using static AiGateway.Client.Redaction.Identifiers.Checks;

namespace AiGateway.Client.Redaction.Identifiers.Packs;

/// <summary>Germany.</summary>
internal static class Germany
{
    // Of vowels and letters that look like others none is used.
    private const string Alphabet = "0123456789CFGHJKLMNPRTVWXYZ";
    private const string IdWords = Words.IdCard + ", ausweis nr, ausweisnummer, personalausweisnummer, seriennummer";

    // ICAO 9303: the digit behind the eight or nine characters of the serial number.
    private static readonly IdentifierCheck Serial = All(Only(.., Alphabet), Any(Length(9, Sum("7 3 1 7 3 1 7 3", R10)), Length(10, Sum("7 3 1 7 3 1 7 3 1", R10))));

    public static readonly Identifier[] Rows =
    [
        // Federal Central Tax Office: identification number, section 139b of the fiscal code.
        new("DE_TAX_ID", "DE", "d<11>|dd ddd ddd ddd", All(Has(0, "123456789"), AtMost(3, ..10), Mod11And10), Evidence.Grouped, Words.Tax + ", idnr, idnummer, steueridentifikationsnummer, steuer idnr, steuerid, identifikationsnummer"),
        new("DE_TAX_NUMBER", "DE", "dd/ddd/ddddd|ddd/ddd/ddddd|ddd/dddd/dddd|ddddd/ddddd|dd/ddd/dddd|dd/dddd/dddd|dd ddd ddddd|ddd ddd ddddd|d<13>", None, Evidence.Shape, Words.Tax + ", st nr, stnr, finanzamt, steuernr"),
        new("DE_VAT_ID", "DE", "DE:?ddd?ddd?ddd", All(Has(0, "123456789"), Mod11And10), Evidence.Certain, Words.Vat),

        // Ministry of the Interior: identity card and passport.
        new("DE_ID_CARD", "DE", "ax<7-8>d", All(Has(0, "CFGHJKLMNPRTVWXYZ"), Serial), Evidence.Checked, IdWords),
        new("DE_ID_CARD", "DE", "Td<8>", None, Evidence.Shape, IdWords),
        new("DE_ID_CARD", "DE", "ax<8>", All(Has(0, "LMNPRTVWXYZ"), Only(.., Alphabet)), Evidence.Context, "ausweisnummer, personalausweisnummer"),
        new("DE_PASSPORT", "DE", "ax<7-8>d", All(Has(0, "CFGHJK"), Serial), Evidence.Checked, Words.Passport),
        new("DE_PASSPORT", "DE", "ax<8>", All(Has(0, "CFGHJK"), Only(.., Alphabet)), Evidence.Context, "reisepassnummer, passnummer"),

        // Pension insurance: section 2 of the insurance number regulation.
        new("DE_SOCIAL_SECURITY", "DE", "d<8>ad<3>|dd d<6> a ddd|dd_d<6>_a_dd_d", All(Date(2, "ddMMyy"), Spelt(Sum("2 1 2 5 7 1 2 1 2 1 2 1", R10, crossSumFrom: 0))), Evidence.Certain, Words.SocialSecurity + ", rvnr, rentenversicherung, rentenversicherungsnummer, versicherungsnummer, svnr"),

        // Health insurance: section 290 of the fifth social code. Physicians: National Association of Statutory Health Insurance Physicians.
        new("DE_HEALTH_INSURANCE", "DE", "ad<9>", Spelt(Sum("1 2 1 2 1 2 1 2 1 2", R10, crossSumFrom: 0)), Evidence.Checked, Words.Health + ", kvnr, krankenversichertennummer, krankenversicherungsnummer"),
        new("DE_LANR", "DE", "d<9>", Sum("4 9 4 9 4 9", C10), Evidence.Checked, "lanr, arztnummer, lebenslange arztnummer, arzt, vertragsarzt, physician"),
        new("DE_BSNR", "DE", "d<9>", In(0, 2, "1-99"), Evidence.Shape, "bsnr, betriebsstattennummer, betriebsstatte, praxis"),

        // Without a check digit.
        new("DE_HANDELSREGISTER", "DE", "HRA?d<1-6>|HRB?d<1-6>", None, Evidence.Certain, Words.Company),
        new("DE_HANDELSREGISTER", "DE", "GNR?d<1-6>|VR d<1-6>|PR d<1-6>", None, Evidence.Context, "register, amtsgericht, registergericht, genossenschaftsregister, vereinsregister, partnerschaftsregister"),
        new("DE_FUEHRERSCHEIN", "DE", "aad<8>x|addx<8>", None, Evidence.Shape, Words.Licence),
        new("DE_KFZ", "DE", "a<1-3>?a<1-2>?d<1-4>|a<1-3>-a<1-2> d<1-4>|a<1-3> a<1-2>-d<1-4>|a<1-3>-a<1-2> d<1-4>E|a<1-3>-a<1-2> d<1-4>H", None, Evidence.Shape, Words.Plate),
        new("DE_PLZ", "DE", "d<5>", In(0, 5, "1001-99998"), Evidence.Shape, "plz, postleitzahl, postcode, zip, ort, wohnort, adresse, anschrift") { OnlyNamed = true },
    ];
}
