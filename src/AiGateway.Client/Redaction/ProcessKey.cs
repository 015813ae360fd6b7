using System.Security.Cryptography;

namespace AiGateway.Client.Redaction;

/// <summary>The random key of a process that was given none. It outlives changes of the configuration.</summary>
internal sealed class ProcessKey
{
    /// <summary>The key of clients that were built without a gateway.</summary>
    public static readonly ProcessKey Shared = new();

    private readonly Lazy<RedactionKeys> _keys = new(static () => new RedactionKeys(RandomNumberGenerator.GetBytes(HMACSHA256.HashSizeInBytes)));
    private int _announced;

    public RedactionKeys Keys => _keys.Value;

    /// <summary>Tells whether this is the first time that somebody asks.</summary>
    public bool Announce() => Interlocked.Exchange(ref _announced, 1) == 0;
}
