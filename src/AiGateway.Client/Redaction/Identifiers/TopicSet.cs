using System.Runtime.CompilerServices;

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

    public void Add(in TopicSet topics)
    {
        for (var i = 0; i < Words; i++) this[i] |= topics[i];
    }

    public readonly bool Contains(int topic) => (this[topic >> 6] & (1UL << (topic & 63))) != 0;
}
