using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;

namespace AiGateway.Client.Configuration.Baselines;

/// <summary>Finds decorators that write messages to logs or spans.</summary>
internal static class ContentLoggers
{
    /// <summary>Refuses a pipeline that has one.</summary>
    /// <exception cref="OptionsValidationException">There is one.</exception>
    public static void Refuse(IEnumerable<IChatClient> pipelines)
    {
        var found = pipelines.SelectMany(Find).Distinct().ToList();
        if (found.Count > 0)
        {
            throw new OptionsValidationException(Options.DefaultName, typeof(AiGatewayOptions), found);
        }
    }

    private static IEnumerable<string> Find(IChatClient client)
    {
        if (client.GetService<LoggingChatClient>() is { } logging)
        {
            yield return $"{logging.GetType().Name} writes messages to the log, which the baseline forbids. Remove it: the gateway logs each request without its content.";
        }

        if (client.GetService<OpenTelemetryChatClient>() is { EnableSensitiveData: true } tracing)
        {
            yield return $"{tracing.GetType().Name} writes messages to spans, which the baseline forbids. Set its EnableSensitiveData to false, " +
                "and unset OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT.";
        }
    }
}
