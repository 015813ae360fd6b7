using static AiGateway.Client.Redaction.Identifiers.Checks;

namespace AiGateway.Client.Redaction.Identifiers.Packs;

/// <summary>Canada and the United States, beside <c>US_SSN</c>, <c>US_ITIN</c> and <c>US_MBI</c>.</summary>
internal static class NorthAmerica
{
    private const string States =
        "AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA PR RI SC SD TN TX UT VT VA WA WV WI WY";

    public static readonly Identifier[] Rows =
    [
        // Canada: Service Canada; Revenue Agency.
        new("CA_SIN", "CA", "ddd_ddd_ddd|d<9>", All(Has(0, "12345679"), Luhn), Evidence.Grouped, Words.SocialSecurity + ", sin, sin number, nas, assurance sociale"),
        new("CA_BN", "CA", "d<9>aad<4>|d<9> aa d<4>|d<9> aad<4>", All(Part(..9, Luhn), Any(Has(10, "TCPRZM"))), Evidence.Certain, Words.Company + ", bn, gst, hst"),

        // American Bankers Association; Centers for Medicare and Medicaid Services (ISO/IEC 7812 prefix 80840); Drug Enforcement Administration.
        new("ABA_ROUTING_NUMBER", "US", "d<9>|dddd-dddd-d", All(In(0, 2, "0-12 21-32 61-72 80"), Differs, Total("3 7 1 3 7 1 3 7 1", 10)), Evidence.Checked, Words.Bank + ", routing, routing number, aba, rtn, wire, ach"),
        new("US_NPI", "US", "d<10>|dddd-ddd-ddd|dddd ddd ddd", All(Has(0, "12"), Differs, After("80840", Luhn)), Evidence.Checked, "npi, national provider, provider, provider id, prescriber, physician, taxonomy"),
        new("MEDICAL_LICENSE", "US", "aad<7>|a9d<7>", All(Has(0, "ABCDEFGHJKLMPRSTUX"), Sum("1 2 1 2 1 2", R10, from: 2)), Evidence.Checked, "dea, medical, medical license, certificate, certificate number, prescriber, registration, licence, license"),

        // Without a check digit.
        new("US_BANK_NUMBER", "US", "d<8-17>", Differs, Evidence.Shape, Words.Bank),
        new("US_PASSPORT", "US", "ad<8>|d<9>", None, Evidence.Shape, Words.Passport),
        new("US_DRIVER_LICENSE", "US", "d<6-14>|ad<3-14>|aad<3-7>|a<3>d<6>|d<7-8>a|d<9>a|ad<3>-d<4>-d<4>|ad<4>-d<5>-d<5>|d<3-4>-d<2-3>-d<4>", None, Evidence.Shape, Words.Licence + ", dmv, permit"),
        new("US_EIN", "US", "dd-d<7>", None, Evidence.Context, "ein, fein, employer, employer identification, tax id, tin"),
        new("US_ZIP", "US", "d<5>|d<5>-d<4>", None, Evidence.Shape, "zip, zip code, zipcode, postal, postal code") { OnlyNamed = true },
        new("US_ZIP", "US", "aa d<5>|aa d<5>-d<4>", Starts(States), Evidence.Certain, "zip") { OnlyNamed = true },
    ];
}
