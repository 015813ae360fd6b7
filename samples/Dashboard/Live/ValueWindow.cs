namespace Dashboard.Live;

/// <summary>The latest values, and how they are spread. Not safe for several threads.</summary>
internal sealed class ValueWindow
{
    private const int Capacity = 1_000;

    private readonly Queue<double> _values = new();

    public void Add(double value)
    {
        if (_values.Count == Capacity)
        {
            _values.Dequeue();
        }

        _values.Enqueue(value);
    }

    public Spread Read() => Spread.Of(_values);
}
