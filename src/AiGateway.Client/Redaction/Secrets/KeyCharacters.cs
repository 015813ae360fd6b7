using System.Buffers;

namespace AiGateway.Client.Redaction.Secrets;

/// <summary>Alphabets that issuers write keys in.</summary>
internal static class KeyCharacters
{
    private const string Upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private const string Lower = "abcdefghijklmnopqrstuvwxyz";
    private const string Numbers = "0123456789";

    public static readonly SearchValues<char> Digits = SearchValues.Create(Numbers);
    public static readonly SearchValues<char> Hex = SearchValues.Create(Numbers + "abcdefABCDEF");
    public static readonly SearchValues<char> HexDash = SearchValues.Create(Numbers + "abcdefABCDEF-");
    public static readonly SearchValues<char> Capitals = SearchValues.Create(Upper + Numbers);
    public static readonly SearchValues<char> CapitalsDash = SearchValues.Create(Upper + Numbers + "-");
    public static readonly SearchValues<char> Small = SearchValues.Create(Lower + Numbers);
    public static readonly SearchValues<char> Word = SearchValues.Create(Upper + Lower + Numbers);
    public static readonly SearchValues<char> Dollar = SearchValues.Create(Upper + Lower + Numbers + "$");
    public static readonly SearchValues<char> Underscore = SearchValues.Create(Upper + Lower + Numbers + "_");
    public static readonly SearchValues<char> Url = SearchValues.Create(Upper + Lower + Numbers + "_-");
    public static readonly SearchValues<char> UrlPadded = SearchValues.Create(Upper + Lower + Numbers + "_-=");
    public static readonly SearchValues<char> Dotted = SearchValues.Create(Upper + Lower + Numbers + "_-.");
    public static readonly SearchValues<char> DottedPadded = SearchValues.Create(Upper + Lower + Numbers + "_-.=+/");
    public static readonly SearchValues<char> Base64 = SearchValues.Create(Upper + Lower + Numbers + "+/=");
    public static readonly SearchValues<char> Base64Underscore = SearchValues.Create(Upper + Lower + Numbers + "+/=_-");
    public static readonly SearchValues<char> UrlPath = SearchValues.Create(Upper + Lower + Numbers + "+/_-");
    public static readonly SearchValues<char> UrlPathAt = SearchValues.Create(Upper + Lower + Numbers + "/@_-");
    public static readonly SearchValues<char> EntraHead = SearchValues.Create(Upper + Lower + Numbers + "_~.");
    public static readonly SearchValues<char> EntraTail = SearchValues.Create(Upper + Lower + Numbers + "_~.-");
    public static readonly SearchValues<char> Token = SearchValues.Create(Upper + Lower + Numbers + "+/=_-.~%");
    public static readonly SearchValues<char> Percent = SearchValues.Create(Upper + Lower + Numbers + "%");
}
