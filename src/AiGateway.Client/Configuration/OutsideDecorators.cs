using AiGateway.Client.Redaction;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AiGateway.Client.Configuration;

/// <summary>Finds decorators that keep or write content and are placed where values are real.</summary>
internal static class OutsideDecorators
{
    private static readonly Type[] Kinds = [typeof(LoggingChatClient), typeof(OpenTelemetryChatClient), typeof(CachingChatClient)];

    /// <summary>Reports them as configured.</summary>
    /// <exception cref="OptionsValidationException">There is one, and it is to be refused.</exception>
    public static void Check(AiGatewayOptions options, IReadOnlyDictionary<string, IChatClient> pipelines, ILogger logger)
    {
        var found = pipelines.SelectMany(pipeline => Find(pipeline.Value).Select(decorator => (pipeline.Key, Decorator: decorator))).ToList();
        if (options.Redaction.OutsideDecorators is OutsideDecoratorPolicy.Reject && found.Count > 0)
        {
            throw new OptionsValidationException(Options.DefaultName, typeof(AiGatewayOptions), found.Select(outside =>
                $"{outside.Decorator} on route {outside.Key} is outside redaction and sees real values. Add it at stage Caching or further in, or set {options.Path}:Redaction:OutsideDecorators to Warn or Ignore."));
        }

        foreach (var (route, decorator) in found.Where(_ => options.Redaction.OutsideDecorators is OutsideDecoratorPolicy.Warn))
        {
            RedactionLog.DecoratorOutsideRedaction(logger, decorator, route);
        }
    }

    // The outermost of a kind is outside when it is not the outermost of those inside.
    private static IEnumerable<string> Find(IChatClient pipeline)
    {
        var redaction = pipeline.GetService<RedactionChatClient>();
        return redaction is null ? [] : Kinds
            .Select(kind => (Outermost: pipeline.GetService(kind), Inside: redaction.GetService(kind)))
            .Where(found => found.Outermost is not null && !ReferenceEquals(found.Outermost, found.Inside))
            .Select(found => found.Outermost!.GetType().Name);
    }
}
