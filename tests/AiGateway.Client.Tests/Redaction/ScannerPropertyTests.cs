using AiGateway.Client.Redaction;
using CsCheck;

namespace AiGateway.Client.Tests.Redaction;

/// <summary>Generated values in generated surroundings.</summary>
public sealed class ScannerPropertyTests
{
    private static readonly Gen<string> Before = Gen.OneOf("", "pay ", "(", "“", "号", "x=", "\n", "see, ", "[", "no: ", "\t", "été ");
    private static readonly Gen<string> After = Gen.OneOf("", " now", ")", "”", "吗", ", ok", "\n", ". Next", "]", ";", "?");
    private static readonly Gen<string> Separator = Gen.OneOf("", " ", "-", "\u00A0");

    private static readonly Gen<string> Card =
        Gen.Select(Gen.OneOf("4", "51", "55", "2221", "6011", "3528", "6221"), Digits(15)).Select((prefix, rest) => Valid.Luhn((prefix + rest)[..15]));

    private static readonly Gen<string> Iban = Gen.OneOf<string>(
        Digits(18).Select(account => Valid.Iban("DE", account)),
        Gen.Select(Capitals(4), Digits(14)).Select((bank, account) => Valid.Iban("GB", bank + account)),
        Gen.Select(Digits(10), Capitals(11), Digits(2)).Select((bank, account, key) => Valid.Iban("FR", bank + account + key)));

    private static readonly Gen<string> Address = Gen.OneOf<string>(
        Gen.Int[0, 255].Array[4].Where(octets => octets[0] > 0).Select(octets => string.Join('.', octets)),
        Gen.Int[0, 0xffff].Array[8].Select(groups => string.Join(':', groups.Select(group => group.ToString("x")))));

    private static readonly Gen<string> Email = Gen.Select(Letters(1, 20), Letters(1, 20), Gen.OneOf("com", "org", "co.uk", "xn--p1ai")).Select((local, domain, top) => $"{local}@{domain}.{top}");

    [Test]
    public void Scan_ValidCard_IsFoundExactly() => Gen.Select(Before, Card, Separator, After).Sample((before, card, separator, after) =>
        Finds(EntityNames.CreditCard, before, Valid.Grouped(card, 4, separator), after));

    [Test]
    public void Scan_CardWithOneOtherDigit_IsNotFound() => Gen.Select(Before, Card, Gen.Int[0, 15], Gen.Int[1, 9], After).Sample((before, card, place, change, after) =>
        Scan.For(EntityNames.CreditCard, before + Changed(card, place, change) + after).Length == 0);

    [Test]
    public void Scan_ValidIban_IsFoundExactly() => Gen.Select(Before, Iban, Separator, After).Sample((before, iban, separator, after) =>
        Finds(EntityNames.IbanCode, before, Valid.Grouped(iban, 4, separator), after));

    [Test]
    public void Scan_IbanWithOneOtherDigit_IsNotFound() => Gen.Select(Before, Iban, Gen.Int[1, 9], After).Sample((before, iban, change, after) =>
        Scan.For(EntityNames.IbanCode, before + Changed(iban, iban.Length - 1, change) + after).Length == 0);

    [Test]
    public void Scan_IpAddress_IsFoundExactly() => Gen.Select(Before, Address, After).Sample((before, address, after) =>
        Finds(EntityNames.IpAddress, before, address, after));

    [Test]
    public void Scan_EmailAddress_IsFoundExactly() => Gen.Select(Before, Email, After).Sample((before, email, after) => Finds(EntityNames.EmailAddress, before, email, after));

    [Test]
    public void Scan_NhsNumberWithOneOtherDigit_IsNotFound() => Gen.Select(Digits(9), Gen.Int[1, 9]).Sample((digits, change) =>
        Valid.Nhs(digits) is not { } number || Scan.For(EntityNames.UkNhs, Changed(number, 9, change)).Length == 0);

    private static bool Finds(string entity, string before, string value, string after) => Scan.For(entity, before + value + after) is [var found] && found == value;

    private static string Changed(string value, int place, int change)
    {
        var characters = value.ToCharArray();
        characters[place] = (char)('0' + ((characters[place] - '0' + change) % 10));
        return new string(characters);
    }

    private static Gen<string> Digits(int count) => Gen.Char["0123456789"].Array[count].Select(characters => new string(characters));

    private static Gen<string> Capitals(int count) => Gen.Char['A', 'Z'].Array[count].Select(characters => new string(characters));

    private static Gen<string> Letters(int least, int most) => Gen.Char['a', 'z'].Array[least, most].Select(characters => new string(characters));
}
