using static AiGateway.Client.Redaction.Identifiers.Checks;

namespace AiGateway.Client.Redaction.Identifiers.Packs;

/// <summary>Argentina, Brazil, Chile, Colombia, the Dominican Republic, Ecuador, Guatemala, Mexico, Paraguay, Peru, Uruguay, Venezuela.</summary>
internal static class LatinAmerica
{
    private const string PersonWords = Words.Personal + ", cedula, cedula identidad, documento, identidad";

    public static readonly Identifier[] Rows =
    [
        // Argentina: Federal Administration of Public Revenue; National Registry of Persons.
        new("AR_CUIT", "AR", "dd-d<8>-d|dd.d<8>.d|d<11>", All(In(0, 2, "20 23-27 30 33 34 50 51 55"), Sum("5 4 3 2 7 6 5 4 3 2", "09987654321")), Evidence.Grouped, Words.Tax + ", cuit, cuil"),
        new("AR_DNI", "AR", "dd.ddd.ddd|d.ddd.ddd|d<7-8>", None, Evidence.Context, "dni, documento, documento nacional"),

        // Brazil: Special Department of Federal Revenue (letters in a CNPJ since July 2026 count as their code less 48).
        new("BR_CPF", "BR", "ddd.ddd.ddd-dd|d<9>-dd|d<11>", All(Differs, Sum("10 9 8 7 6 5 4 3 2", C11Zero), Sum("11 10 9 8 7 6 5 4 3 2", C11Zero)), Evidence.Grouped, Words.Tax + ", cpf, cadastro"),
        new("BR_CNPJ", "BR", "xx.xxx.xxx/xxxx-dd|x<8>/xxxx-dd|x<12>dd", All(Differs, Sum("5 4 3 2 9 8 7 6 5 4 3 2", C11Zero, values: Values.Code), Sum("6 5 4 3 2 9 8 7 6 5 4 3 2", C11Zero, values: Values.Code)), Evidence.Grouped, Words.Company + ", cnpj"),
        new("BR_PIS", "BR", "ddd.ddddd.dd-d|d<11>", All(Differs, Sum("3 2 9 8 7 6 5 4 3 2", C11Zero)), Evidence.Grouped, Words.SocialSecurity + ", pis, pasep, nis, nit"),

        // Chile: Civil Registry; Internal Revenue Service.
        new("CL_RUT", "CL", "d<1-2>.ddd.ddd-x|d<7-8>-x", Sum("3 2 7 6 5 4 3 2", "0K987654321", fromRight: true), Evidence.Grouped, PersonWords + ", rut, run"),
        new("CL_RUT", "CL", "d<7-8>x", Sum("3 2 7 6 5 4 3 2", "0K987654321", fromRight: true), Evidence.Checked, "rut, run"),

        // Colombia: National Tax and Customs Directorate.
        new("CO_NIT", "CO", "d<8-10>-d|ddd.ddd.ddd-d|d.ddd.ddd.ddd-d", Sum("43 41 37 29 23 19 17 13 7 3", "01987654321", fromRight: true), Evidence.Grouped, Words.Tax + ", nit, cedula"),
        new("CO_NIT", "CO", "d<9-10>", Sum("43 41 37 29 23 19 17 13 7 3", "01987654321", fromRight: true), Evidence.Checked, "nit"),

        // Dominican Republic: Central Electoral Board.
        new("DO_CEDULA", "DO", "ddd-d<7>-d|d<11>", All(Differs, Luhn), Evidence.Grouped, PersonWords),

        // Ecuador: Civil Registry; Internal Revenue Service.
        new("EC_CEDULA", "EC", "d<9>-d|d<10>", All(In(0, 2, "1-24 30"), Has(2, "012345"), Luhn), Evidence.Grouped, PersonWords + ", ci"),
        new("EC_RUC", "EC", "d<10>001", All(In(0, 2, "1-24 30"), Has(2, "012345"), Part(..10, Luhn)), Evidence.Grouped, Words.Tax + ", ruc"),

        // Guatemala: Superintendency of Tax Administration.
        new("GT_NIT", "GT", "d<6-11>-x", Sum("12 11 10 9 8 7 6 5 4 3 2", "0K987654321", fromRight: true), Evidence.Grouped, Words.Tax + ", nit"),

        // Mexico: National Population Registry (CURP); Tax Administration Service (RFC).
        new("MX_CURP", "MX", "a<4>d<6>a<6>xd", All(Date(4, "yyMMdd"), Has(10, "HMX"), Sum("18 17 16 15 14 13 12 11 10 9 8 7 6 5 4 3 2", C10, values: Values.Mexico)), Evidence.Certain, Words.Personal + ", curp, clave unica"),
        new("MX_RFC", "MX", "a<4>d<6>xxx", All(Date(4, "yyMMdd"), Sum("13 12 11 10 9 8 7 6 5 4 3 2", "0A987654321", values: Values.Mexico)), Evidence.Certain, Words.Tax + ", rfc"),
        new("MX_RFC", "MX", "a<4>-d<6>-xxx|a<4>d<6>xxx|a<3>d<6>xxx|a<3>-d<6>-xxx", Any(Length(13, Date(4, "yyMMdd")), Length(12, Date(3, "yyMMdd"))), Evidence.Context, "rfc, registro federal"),
        new("MX_RFC", "MX", "a<3>d<6>xxx", All(Date(3, "yyMMdd"), Sum("12 11 10 9 8 7 6 5 4 3 2", "0A987654321", values: Values.Mexico, plus: 13 * 37)), Evidence.Certain, Words.Tax + ", rfc"),

        // Paraguay, Peru: tax administrations.
        new("PY_RUC", "PY", "d<5-8>-d", Sum("9 8 7 6 5 4 3 2", C11Zero, fromRight: true), Evidence.Grouped, Words.Tax + ", ruc"),
        new("PE_RUC", "PE", "d<11>", All(In(0, 2, "10 15-17 20"), Sum("5 4 3 2 7 6 5 4 3 2", "10987654321")), Evidence.Grouped, Words.Tax + ", ruc"),
        new("PE_DNI", "PE", "d<8>|d<8>-x", None, Evidence.Context, "dni, documento nacional"),

        // Uruguay: National Directorate of Civil Identification; tax administration.
        new("UY_CEDULA", "UY", "d.ddd.ddd-d|d<7>-d|d<8>", Sum("2 9 8 7 6 3 4", C10), Evidence.Grouped, PersonWords + ", ci"),
        new("UY_RUT", "UY", "d<12>", All(In(0, 2, "1-22"), Sum("4 3 2 9 8 7 6 5 4 3 2", C11)), Evidence.Checked, Words.Tax + ", rut"),

        // Venezuela: tax administration (SENIAT).
        new("VE_RIF", "VE", "a?d<8>?d", All(Has(0, "VEJPG"), Sum("4 3 2 7 6 5 4 3 2", C11Zero, values: Values.Letters("?VEJPG"))), Evidence.Certain, Words.Tax + ", rif"),
    ];
}
