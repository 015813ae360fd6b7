using System.Buffers;
using AiGateway.Client.Context;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Caching;

/// <summary>The canonical bytes of a request in a pooled buffer: equal exactly when the same is asked, on behalf of callers who share answers.</summary>
/// <remarks>
/// A text that ends the conversation is written last. All bytes before it are the fingerprint of everything else: what a semantic lookup has to match exactly.
/// </remarks>
internal readonly struct CacheKey : IDisposable
{
    private const byte Version = 1;
    private const byte DeferredText = 0xFF;

    // Prompts are chosen by attackers: nobody can know which of them collide in this process.
    private static readonly ulong Seed = BitConverter.ToUInt64(System.Security.Cryptography.RandomNumberGenerator.GetBytes(sizeof(ulong)));

    private readonly byte[]? _buffer;
    private readonly int _length;

    private CacheKey(in KeyWriter writer, int partitionLength, int fingerprintLength)
    {
        Reason = writer.Reason;
        _buffer = writer.Buffer;
        _length = writer.Length;
        PartitionLength = partitionLength;
        FingerprintLength = fingerprintLength;
        Hash = writer.IsBypassed ? 0 : FastHash.Compute(_buffer.AsSpan(0, _length), Seed);
    }

    /// <summary>Gets why there is no key.</summary>
    public CacheBypass Reason { get; }

    public ulong Hash { get; }

    /// <summary>Gets the number of bytes at the start that say for whom the answer is.</summary>
    public int PartitionLength { get; }

    /// <summary>Gets the number of bytes before the last user text; -1 where the request does not end in one.</summary>
    public int FingerprintLength { get; }

    public ReadOnlySpan<byte> Bytes => _buffer.AsSpan(0, _length);

    public ReadOnlySpan<byte> Partition => Bytes[..PartitionLength];

    /// <summary>Gets everything but the last user text.</summary>
    public ReadOnlySpan<byte> Fingerprint => FingerprintLength < 0 ? [] : Bytes[..FingerprintLength];

    public KeyView View => new(Bytes, Hash);

    /// <summary>Computes the key of a request.</summary>
    public static CacheKey Create(KeyFacts facts, GatewayContext? context, IEnumerable<ChatMessage> messages, ChatOptions? options)
    {
        var writer = new KeyWriter();
        writer.Byte(Version);
        facts.Partition.Write(ref writer, context?.Caller ?? (options as GatewayChatOptions)?.Caller ?? GatewayCaller.Anonymous, (options as GatewayChatOptions)?.Tags);
        var partitionLength = writer.Length;
        writer.Text(context?.Route);
        writer.Text(facts.Of(context?.Route));
        writer.Text(context?.RedactionEpoch);
        writer.Text(context?.GovernanceEpoch);
        Constraints(ref writer, context?.Constraints ?? []);
        OptionsKey.Write(ref writer, options);
        var last = Messages(ref writer, messages);
        var fingerprintLength = last is null ? -1 : writer.Length;
        if (last is not null)
        {
            writer.Text(last);
        }

        return new CacheKey(writer, partitionLength, fingerprintLength);
    }

    /// <summary>Writes the partition of a caller alone.</summary>
    public static CacheKey OfPartition(CachePartition partition, GatewayCaller caller, IReadOnlyDictionary<string, string>? tags)
    {
        var writer = new KeyWriter();
        writer.Byte(Version);
        partition.Write(ref writer, caller, tags is null ? null : new Dictionary<string, string>(tags));
        return new CacheKey(writer, writer.Length, -1);
    }

    /// <summary>Makes the key of a request that differs in its last user text alone.</summary>
    public static OwnedKey WithText(ReadOnlySpan<byte> fingerprint, string text)
    {
        var writer = new KeyWriter();
        writer.Raw(fingerprint);
        writer.Text(text);
        using var key = new CacheKey(writer, 0, fingerprint.Length);
        return key.Own();
    }

    /// <summary>Copies the key for as long as it is needed.</summary>
    public OwnedKey Own() => new(Bytes.ToArray(), Hash);

    public void Dispose()
    {
        if (_buffer is { Length: > 0 } buffer)
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    // An answer counts only for callers who might have got it from the same targets.
    private static void Constraints(ref KeyWriter writer, IReadOnlyList<RoutingConstraint> constraints)
    {
        writer.Number(constraints.Count);
        for (var i = 0; i < constraints.Count; i++)
        {
            var alternatives = constraints[i].Alternatives;
            writer.Number(alternatives.Count);
            for (var j = 0; j < alternatives.Count; j++)
            {
                writer.Text(alternatives[j].Identity);
            }
        }
    }

    private static string? Messages(ref KeyWriter writer, IEnumerable<ChatMessage> messages)
    {
        var list = messages as IReadOnlyList<ChatMessage> ?? [.. messages];
        writer.Number(list.Count);
        string? last = null;
        for (var i = 0; i < list.Count; i++)
        {
            last = Message(ref writer, list[i], isLast: i == list.Count - 1);
        }

        return last;
    }

    // An earlier answer usually carries the provider's own form of it, which says nothing else; from anybody else it may say anything.
    private static string? Message(ref KeyWriter writer, ChatMessage message, bool isLast)
    {
        var allowsRaw = message.Role == ChatRole.Assistant;
        if (message.RawRepresentation is not null && !allowsRaw)
        {
            writer.Bypass(CacheBypass.RawRepresentation);
        }

        writer.Text(message.Role.Value);
        writer.Text(message.AuthorName);
        KeyValues.Map(ref writer, message.AdditionalProperties);
        var contents = message.Contents;
        if (isLast && message.Role == ChatRole.User && contents is [TextContent { Annotations: null, AdditionalProperties: null, RawRepresentation: null } text])
        {
            writer.Byte(DeferredText);
            return text.Text;
        }

        writer.Byte(0);
        writer.Number(contents.Count);
        for (var i = 0; i < contents.Count; i++)
        {
            ContentKey.Write(ref writer, contents[i], allowsRaw);
        }

        return null;
    }
}
