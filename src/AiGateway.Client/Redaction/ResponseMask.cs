using AiGateway.Client.Context;

namespace AiGateway.Client.Redaction;

/// <summary>Says what takes the place of a value that a model wrote by itself.</summary>
internal sealed class ResponseMask(RedactionPolicy policy, GatewayContext? context, IReadOnlySet<string>? known = null)
{
    /// <summary>Gets a value indicating whether values are only counted.</summary>
    public bool OnlyCounts => policy.Mode is RedactionMode.DryRun;

    /// <summary>Gets the scanner of answers.</summary>
    public TextScanner Scanner => policy.ResponseScanner!;

    /// <summary>Counts a value, and gives what takes its place.</summary>
    /// <exception cref="RedactionRejectedException">The entity must not be delivered.</exception>
    public string Replace(string entity, string value)
    {
        var action = policy.ForResponse(entity);
        if (action is RedactionAction.Allow || known?.Contains(value) is true)
        {
            return value;
        }

        context?.CountRedaction(entity);
        return action switch
        {
            _ when OnlyCounts => value,
            RedactionAction.Mask => ValueMask.Mask(entity, value),
            RedactionAction.Block => throw new RedactionRejectedException(
                "redaction_response", $"The answer holds a value of {entity}, which must not be delivered. Change the action of {entity} under Redaction:Responses to let it pass.", entity),
            _ => ValueMask.Replace(entity),
        };
    }
}
