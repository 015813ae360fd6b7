namespace AiGateway.Client.Caching;

/// <summary>Those who read the updates of one flight. Its lock is held for every call.</summary>
internal sealed class FlightReaders
{
    private readonly List<FlightReader> _readers = [];

    /// <summary>Gets how far the one has come who is furthest.</summary>
    public int Furthest
    {
        get
        {
            var furthest = 0;
            foreach (var reader in _readers)
            {
                furthest = Math.Max(furthest, reader.Index);
            }

            return furthest;
        }
    }

    public void Add(FlightReader reader) => _readers.Add(reader);

    public void Remove(FlightReader reader) => _readers.Remove(reader);

    /// <summary>Ends the wait of everybody.</summary>
    public void Wake()
    {
        foreach (var reader in _readers)
        {
            reader.Wake();
        }
    }
}
