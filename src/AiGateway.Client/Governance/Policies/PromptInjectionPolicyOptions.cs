namespace AiGateway.Client.Governance.Policies;

/// <summary>Signals of attempts to talk a model out of its instructions. A signal, no protection: whoever knows the list can word it otherwise.</summary>
public sealed class PromptInjectionPolicyOptions : TextPolicyOptions
{
    /// <summary>Initializes a new instance of the <see cref="PromptInjectionPolicyOptions"/> class.</summary>
    public PromptInjectionPolicyOptions() => Action = PolicyAction.Flag;

    /// <summary>Gets phrases: <c>true</c> adds one, <c>false</c> takes a built-in one out.</summary>
    public IDictionary<string, bool> Phrases { get; } = new Dictionary<string, bool>(StringComparer.OrdinalIgnoreCase);

    /// <inheritdoc />
    protected internal override void Validate(string path, ICollection<string> failures)
    {
        if (Action is PolicyAction.Change)
        {
            failures.Add($"{path}:Action = '{Action}' has no meaning here. Use Flag or Deny.");
        }

        if (Responses)
        {
            failures.Add($"{path}:Responses = 'True' has no meaning here: answers are not instructions. Remove it.");
        }

        if (Phrases.Keys.Any(string.IsNullOrWhiteSpace))
        {
            failures.Add($"{path}:Phrases has a blank phrase. Remove it.");
        }
    }
}
