using static AiGateway.Client.Redaction.Identifiers.Checks;

namespace AiGateway.Client.Redaction.Identifiers.Packs;

/// <summary>Numbers of devices and vehicles.</summary>
internal static class Everywhere
{
    // ISO 3779 without I, O and Q; the values of 49 CFR 565.
    private const string VinAlphabet = "0123456789ABCDEFGHJKLMNPRSTUVWXYZ";
    private const string VinWords = "vin, chassis, chassis number, vehicle, vehicle identification, fahrgestellnummer, fin, fahrzeug, numero serie, numero chassis, bastidor, telaio, numero telaio";

    private static readonly int[] VinValues = Values.Letters(1, 2, 3, 4, 5, 6, 7, 8, 0, 1, 2, 3, 4, 5, 0, 7, 0, 9, 2, 3, 4, 5, 6, 7, 8, 9);

    public static readonly Identifier[] Rows =
    [
        // GSMA TS.06; ISO 3779 and the National Highway Traffic Safety Administration (check digit in North America and China).
        new("IMEI", "", "d<15>|dd-d<6>-d<6>-d|dd d<6> d<6> d", All(Differs, Luhn), Evidence.Checked, "imei, device, device id, handset, mobile, phone, telefon, handy, gerat, telefono, telephone, appareil"),
        new("VIN", "", "x<17>", All(Only(.., VinAlphabet), Sum("8 7 6 5 4 3 2 10 0 9 8 7 6 5 4 3 2", "0123456789X", at: 8, values: VinValues)), Evidence.Checked, VinWords),
        new("VIN", "", "x<13>d<4>", Only(.., VinAlphabet), Evidence.Context, VinWords),
    ];
}
