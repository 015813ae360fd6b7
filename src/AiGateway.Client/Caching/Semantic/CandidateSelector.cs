using AiGateway.Client.Caching.Semantic.Gates;
using AiGateway.Client.Pipeline;
using Microsoft.Extensions.Logging;

namespace AiGateway.Client.Caching.Semantic;

/// <summary>Selects, of the stored questions that are near one, the nearest that the gates and the verifier let through.</summary>
internal sealed class CandidateSelector(TimeProvider time, ILogger logger)
{
    // The verifier may be a model: it is not asked about every question that is near.
    private const int MaxVerifications = 3;

    /// <summary>Selects the nearest that passes.</summary>
    public async ValueTask<SemanticLookup> SelectAsync(
        SemanticCacheState state, SemanticPartition partition, string text, float[] unit, float threshold, CancellationToken cancellationToken)
    {
        var candidates = partition.Vectors.Find(unit, threshold, time.GetUtcNow().UtcTicks);
        var question = candidates.Length == 0 ? null : Question.Read(text);
        var (outcome, gate, verifications) = (SemanticOutcome.Miss, SemanticGate.None, 0);
        foreach (var candidate in candidates)
        {
            var stopped = partition.IsBlocked(text, candidate.Entry.Text) ? SemanticGate.Reported : SemanticGates.Compare(question!, candidate.Entry.Question);
            if (stopped is not SemanticGate.None)
            {
                (outcome, gate) = outcome is SemanticOutcome.Miss ? (SemanticOutcome.Stopped, stopped) : (outcome, gate);
                continue;
            }

            var match = new SemanticMatch(text, candidate.Entry.Text, candidate.Score);
            if (state.Verifier is null || await VerifyAsync(state.Verifier, state.Options.VerifierTimeout, match, cancellationToken).ConfigureAwait(false))
            {
                var isDry = state.Options.DryRun;
                return new SemanticLookup
                {
                    Outcome = isDry ? SemanticOutcome.DryRunHit : SemanticOutcome.Hit,
                    Entry = candidate.Entry,
                    Score = candidate.Score,
                    Question = text,
                    Unit = unit,
                    Partition = partition,
                };
            }

            (outcome, gate) = (SemanticOutcome.Rejected, SemanticGate.None);
            if (++verifications == MaxVerifications)
            {
                break;
            }
        }

        return new SemanticLookup { Outcome = outcome, Gate = gate, Question = text, Unit = unit, Partition = partition };
    }

    private async ValueTask<bool> VerifyAsync(ISemanticCacheVerifier verifier, TimeSpan timeout, SemanticMatch match, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(timeout, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        Task<bool>? pending = null;
        try
        {
            pending = verifier.VerifyAsync(match, linked.Token).AsTask();
            return await pending.WaitAsync(linked.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            _ = pending is { IsCompleted: false } ? Abandoned.ObserveAsync(pending) : Task.CompletedTask;
            cancellationToken.ThrowIfCancellationRequested();
            SemanticLog.VerifierFailed(logger, exception.GetType().Name);
            return false;
        }
    }
}
