namespace AiGateway.Client.Redaction;

/// <summary>Asks the detectors that are services of the application. One that fails or is silent blocks the request.</summary>
internal sealed class DetectorRunner(TimeSpan timeout, TimeProvider timeProvider)
{
    /// <summary>Asks every detector about every text.</summary>
    /// <exception cref="RedactionRejectedException">A detector failed, or took too long.</exception>
    public async ValueTask RunAsync(RedactionPolicy policy, ValueCollector collector, CancellationToken cancellationToken)
    {
        if (policy.Detectors.Count == 0 || collector.AllTexts.Count == 0)
        {
            return;
        }

        using var limit = new CancellationTokenSource(timeout, timeProvider);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            foreach (var detector in policy.Detectors)
            {
                await RunAsync(detector, collector, linked.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            throw new RedactionRejectedException("redaction_detector_timeout",
                $"A detector of sensitive values took longer than {timeout}, so the request was not sent. Look after the detector, or change Redaction:DetectorTimeout.");
        }
        catch (Exception exception) when (exception is not (RedactionRejectedException or OutOfMemoryException))
        {
            throw Failed(exception);
        }
    }

    /// <summary>Says that a detector failed. Its own message stays out: it may hold the text.</summary>
    public static RedactionRejectedException Failed(Exception exception) => new(
        "redaction_detector_failed", $"The request could not be searched for sensitive values ({exception.GetType().Name}), so it was not sent.");

    private static async Task RunAsync(IEntityDetector detector, ValueCollector collector, CancellationToken cancellationToken)
    {
        foreach (var text in collector.AllTexts)
        {
            // A detector that does not look at its token must not hold the request either.
            var found = await detector.DetectAsync(text, cancellationToken).AsTask().WaitAsync(cancellationToken).ConfigureAwait(false);
            foreach (var detection in found.OrderBy(detection => detection.Start))
            {
                if (!detector.Entities.Contains(detection.Entity))
                {
                    // No policy covers it, so that it would pass without a word.
                    throw new RedactionRejectedException("redaction_detector_failed",
                        $"The detector {detector.GetType().Name} reported an entity that it does not list, so the request was not sent. Add it to {nameof(IEntityDetector.Entities)}.");
                }

                if (detection.Length > 0)
                {
                    collector.Values.Add((detection.Entity, text.Substring(detection.Start, detection.Length)));
                }
            }
        }
    }
}
