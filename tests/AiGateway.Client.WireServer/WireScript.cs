namespace AiGateway.Client.Wire;

/// <summary>The answers that the server gives, in order of arrival; afterwards the default applies.</summary>
public sealed class WireScript
{
    private readonly Lock _lock = new();
    private readonly Queue<Func<WireRequest, WireReply>> _replies = new();

    /// <summary>Gets the number of answers that nobody has asked for yet.</summary>
    public int Remaining
    {
        get
        {
            lock (_lock)
            {
                return _replies.Count;
            }
        }
    }

    /// <summary>Adds answers.</summary>
    /// <param name="replies">The answers.</param>
    public void Enqueue(params IEnumerable<WireReply> replies)
    {
        foreach (var reply in replies)
        {
            Enqueue(_ => reply);
        }
    }

    /// <summary>Adds answers that fail.</summary>
    /// <param name="faults">What goes wrong with each.</param>
    public void Enqueue(params IEnumerable<WireFault> faults) => Enqueue(faults.Select(WireReply.Failing));

    /// <summary>Adds an answer that depends on the request.</summary>
    /// <param name="reply">Makes the answer.</param>
    public void Enqueue(Func<WireRequest, WireReply> reply)
    {
        lock (_lock)
        {
            _replies.Enqueue(reply);
        }
    }

    internal Func<WireRequest, WireReply>? Next()
    {
        lock (_lock)
        {
            return _replies.TryDequeue(out var reply) ? reply : null;
        }
    }
}
