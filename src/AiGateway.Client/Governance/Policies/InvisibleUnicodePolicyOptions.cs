namespace AiGateway.Client.Governance.Policies;

/// <summary>Characters that nobody sees and models read, and characters that make a text look otherwise than it is. <see cref="PolicyAction.Change"/>, the default, removes them.</summary>
public sealed class InvisibleUnicodePolicyOptions : TextPolicyOptions
{
    /// <summary>Initializes a new instance of the <see cref="InvisibleUnicodePolicyOptions"/> class.</summary>
    public InvisibleUnicodePolicyOptions()
    {
        Action = PolicyAction.Change;
        Responses = true;
    }
}
