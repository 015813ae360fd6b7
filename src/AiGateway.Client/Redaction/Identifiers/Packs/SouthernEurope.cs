using static AiGateway.Client.Redaction.Identifiers.Checks;

namespace AiGateway.Client.Redaction.Identifiers.Packs;

/// <summary>Cyprus, Greece, Italy, Portugal, Spain, Turkey.</summary>
internal static class SouthernEurope
{
    private static readonly string EightDigits = Powers(8, 23);

    public static readonly Identifier[] Rows =
    [
        // Cyprus: Tax Department.
        new("CY_TIC", "CY", "d<8>a|CY:?d<8>a", Alternating, Evidence.Certain, Words.Tax + ", " + Words.Vat),

        // Greece: Independent Authority for Public Revenue; IDIKA.
        new("GR_AFM", "GR", "d<9>", All(Differs, Sum("256 128 64 32 16 8 4 2", R11Zero)), Evidence.Checked, Words.Tax + ", afm, αφμ"),
        new("GR_AFM", "GR", "EL:?d<9>", Sum("256 128 64 32 16 8 4 2", R11Zero), Evidence.Certain, Words.Vat),
        new("GR_AMKA", "GR", "d<11>", All(Date(0, "ddMMyy"), Luhn), Evidence.Checked, Words.SocialSecurity + ", amka, αμκα"),

        // Italy: Revenue Agency (decree of 23 December 1976).
        new("IT_FISCAL_CODE", "IT", "a<6>xxaxxaxxxa|a<3>_a<3>_xxaxx_axxxa", All(Has(8, "ABCDEHLMPRST"), FiscalCode, Alternating), Evidence.Certain, Words.Tax + ", cf, cod fiscale"),
        new("IT_VAT_CODE", "IT", "d<11>", All(In(7, 3, "1-121 888 999"), Differs, Luhn), Evidence.Checked, Words.Vat + ", piva, iva"),
        new("IT_VAT_CODE", "IT", "IT:?d<11>", All(In(7, 3, "1-121 888 999"), Luhn), Evidence.Certain, Words.Vat + ", piva"),
        new("IT_DRIVER_LICENSE", "IT", "aad<7>a|U1x<7>a", None, Evidence.Shape, Words.Licence),
        new("IT_IDENTITY_CARD", "IT", "aad<7>|aa d<7>|d<7>aa|aad<5>aa", None, Evidence.Shape, Words.IdCard + ", cie, carta"),
        new("IT_PASSPORT", "IT", "aad<7>", None, Evidence.Shape, Words.Passport),

        // Portugal: Tax and Customs Authority; Social Security.
        new("PT_NIF", "PT", "d<9>|ddd ddd ddd", All(Has(0, "1235689"), Sum("9 8 7 6 5 4 3 2", C11Zero)), Evidence.Checked, Words.Tax + ", nif, contribuinte, nipc"),
        new("PT_NIF", "PT", "PT:?d<9>", Sum("9 8 7 6 5 4 3 2", C11Zero), Evidence.Certain, Words.Vat),
        new("PT_NISS", "PT", "d<11>", All(Has(0, "12"), Sum("29 23 19 17 13 11 7 5 3 2", "9876543210")), Evidence.Checked, Words.SocialSecurity + ", niss, seguranca social"),

        // Spain: Ministry of the Interior (DNI, NIE); Tax Agency; Social Security.
        new("ES_NIF", "ES", "d<8>a|d<8>-a|d<8> a|dd.ddd.ddd-a", Sum(EightDigits, Spain23), Evidence.Certain, Words.IdCard + ", nif, dni nif"),
        new("ES_NIF", "ES", "ad<7>a", All(Has(0, "KLM"), Sum(Powers(7, 23), Spain23, from: 1)), Evidence.Certain, Words.IdCard + ", nif"),
        new("ES_NIE", "ES", "ad<7>?a|a-d<7>?a", All(Has(0, "XYZ"), Sum(EightDigits, Spain23, values: Values.Letters("XYZ"))), Evidence.Certain, Words.IdCard + ", nie, extranjero"),
        new("ES_CIF", "ES", "a?d<7>x", All(Has(0, "ABCDEFGHJNPQRSUVW"), Any(Sum("2 1 2 1 2 1 2", C10, from: 1, crossSumFrom: 0), Sum("2 1 2 1 2 1 2", "JIHGFEDCBA", from: 1, crossSumFrom: 0))), Evidence.Certain, Words.Company + ", cif, nif"),
        new("ES_SOCIAL_SECURITY", "ES", "dd/d<8>/dd|dd d<8> dd|d<12>", Remainder(97, ..10, 10.., r => r), Evidence.Grouped, Words.SocialSecurity + ", nuss, naf, afiliacion"),
        new("ES_PASSPORT", "ES", "aaad<6>", None, Evidence.Shape, Words.Passport),

        // Turkey: Directorate General of Civil Registration.
        new("TR_NATIONAL_ID", "TR", "d<11>", All(Has(0, "123456789"), Sum("7 -1 7 -1 7 -1 7 -1 7", R10), Sum("1 1 1 1 1 1 1 1 1 1", R10)), Evidence.Checked, Words.Personal + ", tckn, tc kimlik, kimlik, kimlik no, kimlik numarasi, turkish id, turkish identity, vatandaslik"),
        new("TR_LICENSE_PLATE", "TR", "dd?a<1-3>?d<2-5>", All(In(0, 2, "1-81"), Not(Any(Has(2, "QWX"), Has(3, "QWX"), Has(4, "QWX")))), Evidence.Shape, Words.Plate + ", plaka, plaka no, plaka numarasi, arac"),
        new("TR_PHONE_NUMBER", "TR", "d<10>|0:d<10>|0:?ddd?ddd?dd?dd|ddd_ddd_dd_dd|ddd_ddd_dddd|0:ddd_ddd_dddd", Has(0, "2345"), Evidence.Shape, Words.Phone + ", telefon numarasi, cep, cep telefonu, gsm"),
        new("TR_PHONE_NUMBER", "TR", "+90:?ddd?ddd?dd?dd|+90:?ddd?ddd?dddd", Has(0, "2345"), Evidence.Certain, Words.Phone),
    ];
}
