using AiGateway.Client.Redaction;

namespace AiGateway.Client.Tests.Redaction.Detectors;

public sealed class CryptoDetectorTests
{
    // From the Bitcoin genesis block, BIP 173, BIP 350 and EIP-55.
    [TestCase("1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa")]
    [TestCase("3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy")]
    [TestCase("BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4")]
    [TestCase("bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0")]
    [TestCase("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed")]
    [TestCase("0xfb6916095ca1df60bb79ce92ce3ea74c37c5d359")]
    public void Scan_Address_IsFound(string address) => Assert.That(Scan.For(EntityNames.Crypto, $"send to {address}!"), Is.EqualTo(new[] { address }));

    [TestCase("1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb")]
    [TestCase("bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t5")]
    [TestCase("bc1qw508d6qejxtdg4y5r3zarvary0c5xw7KV8F3T4")]
    [TestCase("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAeD")]
    [TestCase("0x0000000000000000000000000000000000000000")]
    [TestCase("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAedF")]
    [TestCase("1111111111111111111111111111111111")]
    public void Scan_WrongChecksum_IsNotFound(string value) => Assert.That(Scan.For(EntityNames.Crypto, $"send to {value}!"), Is.Empty);
}
