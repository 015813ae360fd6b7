using Microsoft.Extensions.AI;

namespace AiGateway.Client.Governance;

/// <summary>A streamed answer that is delivered as it comes, and is shown to policies at its end that are only tried out.</summary>
internal sealed class ObservedAnswer(int maxCharacters)
{
    private readonly List<ChatResponseUpdate> _updates = [];
    private long _characters;

    /// <summary>Takes note of an update that is delivered.</summary>
    public void Add(ChatResponseUpdate update)
    {
        _characters += BufferedAnswer.Measure(update);
        if (_characters <= maxCharacters)
        {
            _updates.Add(update);
        }
    }

    /// <summary>Asks what policies would have decided. An answer that is too long to be kept back is not judged.</summary>
    public async ValueTask JudgeAsync(IEnumerable<ChatResponseUpdate> rest, GovernanceEngine engine, GovernanceContext context, CancellationToken cancellationToken)
    {
        if (_characters <= maxCharacters)
        {
            await engine.ResponseAsync(_updates.Concat(rest).ToChatResponse(), context, cancellationToken).ConfigureAwait(false);
        }
    }
}
