using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace AiGateway.Client.Auditing.Keys;

/// <summary>The key of one tenant. Pseudonyms, hashes and encrypted content of its records are worthless without it.</summary>
[SuppressMessage("Design", "CA1001", Justification = "The hash that is kept holds memory alone, which leaves with the key.")]
public sealed class AuditKey
{
    internal const int MinimumLength = 16;

    private const int UserLength = 16;

    // A power of two. A hash costs more than a microsecond, and the users of an application come again.
    private const int KnownUsers = 64;

    private readonly byte[] _users;
    private readonly byte[] _content;
    private readonly byte[] _encryption;
    private readonly KnownUser?[] _known = new KnownUser?[KnownUsers];
    private IncrementalHash? _spare;

    /// <summary>Initializes a new instance of the <see cref="AuditKey"/> class.</summary>
    /// <param name="secret">The secret; at least 16 bytes.</param>
    /// <exception cref="ArgumentException">The secret is too short.</exception>
    public AuditKey(ReadOnlySpan<byte> secret)
    {
        if (secret.Length < MinimumLength)
        {
            throw new ArgumentException($"An audit key has fewer than {MinimumLength} bytes. Use {MinimumLength} random bytes or more.", nameof(secret));
        }

        _users = HMACSHA256.HashData(secret, "user"u8);
        _content = HMACSHA256.HashData(secret, "content"u8);
        _encryption = HMACSHA256.HashData(secret, "encryption"u8);
        Id = Convert.ToHexStringLower(HMACSHA256.HashData(secret, "id"u8))[..UserLength];
    }

    /// <summary>Gets what tells keys apart and gives none away.</summary>
    public string Id { get; }

    /// <summary>Takes a hash of content under the key. To make one costs more than most hashes.</summary>
    internal IncrementalHash TakeHash() => Interlocked.Exchange(ref _spare, null) ?? IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, _content);

    /// <summary>Gives back a hash that is finished.</summary>
    internal void GiveBack(IncrementalHash hash)
    {
        if (Interlocked.CompareExchange(ref _spare, hash, null) is not null)
        {
            hash.Dispose();
        }
    }

    /// <summary>Computes the pseudonym under which records have a user.</summary>
    /// <param name="user">The user.</param>
    /// <returns>The pseudonym, in hexadecimal.</returns>
    public string Pseudonymize(string user)
    {
        ArgumentNullException.ThrowIfNull(user);
        ref var known = ref _known[user.GetHashCode() & (KnownUsers - 1)];
        if (known is { } last && last.User == user)
        {
            return last.Pseudonym;
        }

        var pseudonym = Hash(user);
        known = new KnownUser(user, pseudonym);
        return pseudonym;
    }

    /// <summary>Decrypts the prompt or the answer of a record.</summary>
    /// <param name="encrypted">The text of the record.</param>
    /// <returns>What it was.</returns>
    /// <exception cref="CryptographicException">It was encrypted under another key, or changed.</exception>
    public string Decrypt(string encrypted)
    {
        ArgumentNullException.ThrowIfNull(encrypted);
        var (nonceLength, tagLength) = (AesGcm.NonceByteSizes.MaxSize, AesGcm.TagByteSizes.MaxSize);
        var bytes = Convert.FromBase64String(encrypted).AsSpan();
        if (bytes.Length < nonceLength + tagLength)
        {
            throw new CryptographicException("The text is too short to be an encrypted one.");
        }

        using var aes = new AesGcm(_encryption, tagLength);
        var text = new byte[bytes.Length - nonceLength - tagLength];
        aes.Decrypt(bytes[..nonceLength], bytes[(nonceLength + tagLength)..], bytes.Slice(nonceLength, tagLength), text);
        return Encoding.UTF8.GetString(text);
    }

    /// <summary>Encrypts content for a record.</summary>
    internal string Encrypt(string content)
    {
        var (nonceLength, tagLength) = (AesGcm.NonceByteSizes.MaxSize, AesGcm.TagByteSizes.MaxSize);
        var text = Encoding.UTF8.GetBytes(content);
        var bytes = new byte[nonceLength + tagLength + text.Length];
        RandomNumberGenerator.Fill(bytes.AsSpan(0, nonceLength));
        using var aes = new AesGcm(_encryption, tagLength);
        aes.Encrypt(bytes.AsSpan(0, nonceLength), text, bytes.AsSpan(nonceLength + tagLength), bytes.AsSpan(nonceLength, tagLength));
        return Convert.ToBase64String(bytes);
    }

    /// <summary>Names the type only.</summary>
    /// <returns>The name of the type.</returns>
    public override string ToString() => nameof(AuditKey);

    private string Hash(string user)
    {
        var bytes = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(user.Length));
        var length = Encoding.UTF8.GetBytes(user, bytes);
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(_users, bytes.AsSpan(0, length), hash);
        ArrayPool<byte>.Shared.Return(bytes, clearArray: true);
        return Convert.ToHexStringLower(hash[..UserLength]);
    }

    private sealed class KnownUser(string user, string pseudonym)
    {
        public string User => user;

        public string Pseudonym => pseudonym;
    }
}
