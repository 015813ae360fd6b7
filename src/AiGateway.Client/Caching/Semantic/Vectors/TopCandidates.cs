namespace AiGateway.Client.Caching.Semantic.Vectors;

/// <summary>The best rows of a scan, best first, above a floor that rises once there are enough.</summary>
internal ref struct TopCandidates(Span<float> scores, Span<int> slots, float floor)
{
    private readonly Span<float> _scores = scores;
    private readonly Span<int> _slots = slots;

    /// <summary>Gets what a row must exceed to be of interest.</summary>
    public float Floor { get; private set; } = floor;

    public int Count { get; private set; }

    public readonly ReadOnlySpan<int> Slots => _slots[..Count];

    public void Add(float score, int slot)
    {
        var place = Count < _scores.Length ? Count++ : Count - 1;
        for (; place > 0 && _scores[place - 1] < score; place--)
        {
            (_scores[place], _slots[place]) = (_scores[place - 1], _slots[place - 1]);
        }

        (_scores[place], _slots[place]) = (score, slot);
        if (Count == _scores.Length)
        {
            Floor = Math.Max(Floor, _scores[^1]);
        }
    }
}
