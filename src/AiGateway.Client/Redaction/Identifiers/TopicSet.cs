using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AiGateway.Client.Redaction.Identifiers;

/// <summary>A set of numbers of word lists.</summary>
[InlineArray(Words)]
internal struct TopicSet
{
    /// <summary>How many lists there can be.</summary>
    public const int Capacity = Words * 64;

    private const int Words = 8;

    private ulong _first;

    public void Add(int topic) => this[topic >> 6] |= 1UL << (topic & 63);

    public void Add(in TopicSet topics) => (Bits(this) | Bits(topics)).CopyTo(this);

    public readonly bool Contains(int topic) => (this[topic >> 6] & (1UL << (topic & 63))) != 0;

    public readonly bool Overlaps(in TopicSet topics) => (Bits(this) & Bits(topics)) != Vector512<ulong>.Zero;

    private static Vector512<ulong> Bits(in TopicSet topics) => Vector512.Create<ulong>(topics);
}
