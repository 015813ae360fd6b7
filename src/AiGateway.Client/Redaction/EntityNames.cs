namespace AiGateway.Client.Redaction;

/// <summary>Names of the entities that redaction knows; they follow Microsoft Presidio where it has one.</summary>
public static class EntityNames
{
    /// <summary>A payment card number (ISO/IEC 7812, Luhn).</summary>
    public const string CreditCard = "CREDIT_CARD";

    /// <summary>An international bank account number (ISO 13616, mod 97-10).</summary>
    public const string IbanCode = "IBAN_CODE";

    /// <summary>An e-mail address (RFC 5321, with internationalised names).</summary>
    public const string EmailAddress = "EMAIL_ADDRESS";

    /// <summary>An IPv4 or IPv6 address, with its zone or prefix length.</summary>
    public const string IpAddress = "IP_ADDRESS";

    /// <summary>A 48-bit hardware address.</summary>
    public const string MacAddress = "MAC_ADDRESS";

    /// <summary>A telephone number (ITU-T E.164 or a national form).</summary>
    public const string PhoneNumber = "PHONE_NUMBER";

    /// <summary>A Bitcoin or Ethereum address with a valid checksum.</summary>
    public const string Crypto = "CRYPTO";

    /// <summary>A United States social security number.</summary>
    public const string UsSsn = "US_SSN";

    /// <summary>A United States individual taxpayer identification number.</summary>
    public const string UsItin = "US_ITIN";

    /// <summary>A United States Medicare beneficiary identifier.</summary>
    public const string UsMbi = "US_MBI";

    /// <summary>A United Kingdom NHS number (mod 11).</summary>
    public const string UkNhs = "UK_NHS";

    /// <summary>A United Kingdom national insurance number.</summary>
    public const string UkNino = "UK_NINO";

    /// <summary>The machine-readable zone of a passport or an identity card (ICAO 9303).</summary>
    public const string Mrz = "MRZ";

    /// <summary>An address with a scheme, or a bare host name. Off unless named.</summary>
    public const string Url = "URL";

    /// <summary>A date or a time. Off unless named.</summary>
    public const string DateTime = "DATE_TIME";

    /// <summary>Geographic coordinates; names of places need a dictionary or an <see cref="IEntityDetector"/>. Off unless named.</summary>
    public const string Location = "LOCATION";

    /// <summary>A key, token, password or private key.</summary>
    public const string Secret = "SECRET";

    /// <summary>A random value in an assignment, whatever its name; off unless named.</summary>
    public const string HighEntropy = "HIGH_ENTROPY";

    /// <summary>The name of a person; found by a dictionary or an <see cref="IEntityDetector"/>.</summary>
    public const string Person = "PERSON";

    /// <summary>The name of an organisation; found by a dictionary or an <see cref="IEntityDetector"/>.</summary>
    public const string Organization = "ORGANIZATION";
}
