using AiGateway.Client.Resilience;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Routing;

/// <summary>Finds failures in answers that arrived without an exception.</summary>
internal static class ResponseInspector
{
    /// <summary>Checks a plain answer.</summary>
    public static ProviderFailure? Inspect(ChatResponse response)
    {
        if (response.FinishReason == ChatFinishReason.ContentFilter && response.Text.Length == 0)
        {
            return new ProviderFailure(FailureKind.ContentFiltered) { ErrorCode = ChatFinishReason.ContentFilter.Value };
        }

        foreach (var message in response.Messages)
        {
            foreach (var content in message.Contents)
            {
                if (content is ErrorContent error)
                {
                    return FromError(error);
                }
            }
        }

        // An answer with neither a message nor a reason for having none is no answer.
        return response.Messages.Count == 0 && response.FinishReason is null ? new ProviderFailure(FailureKind.InvalidResponse) : null;
    }

    /// <summary>Checks a stream that has ended, or that has just delivered an error.</summary>
    public static ProviderFailure? Inspect(StreamProgress progress, bool finishReasonExpected)
    {
        if (progress.Error is { } error)
        {
            return FromError(error);
        }

        if (progress.FinishReason is { } reason)
        {
            return reason == ChatFinishReason.ContentFilter && !progress.Committed
                ? new ProviderFailure(FailureKind.ContentFiltered) { ErrorCode = reason.Value }
                : null;
        }

        return !progress.Committed ? new ProviderFailure(FailureKind.InvalidResponse)
            : finishReasonExpected ? new ProviderFailure(FailureKind.IncompleteStream)
            : null;
    }

    private static ProviderFailure FromError(ErrorContent error) =>
        new(FailureClassifier.FromCode(error.ErrorCode) ?? FailureKind.InvalidResponse) { ErrorCode = error.ErrorCode };
}
