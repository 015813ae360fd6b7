using System.Buffers;

namespace AiGateway.Client.Redaction.Secrets;

/// <summary>A key with a fixed signature at a fixed place, as Microsoft writes keys that can be told by their form.</summary>
/// <param name="SubType">Issuer and kind of key.</param>
/// <param name="Signature">The signature.</param>
/// <param name="Characters">What stands around it.</param>
/// <param name="Before">Length before the signature.</param>
/// <param name="After">Length behind it.</param>
internal sealed record SignatureFormat(string SubType, string Signature, SearchValues<char> Characters, int Before, int After);
