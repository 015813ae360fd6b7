namespace AiGateway.Client.Governance;

/// <summary>What policies can be configured to that look for something in texts.</summary>
public abstract class TextPolicyOptions : GovernancePolicyOptions
{
    /// <summary>Gets or sets what follows a finding.</summary>
    /// <value>The default is told with each policy.</value>
    public PolicyAction Action { get; set; }

    /// <summary>Gets or sets a value indicating whether requests are looked through: the whole conversation, results of tools and descriptions of tools included.</summary>
    /// <value>Default <see langword="true"/>.</value>
    public bool Requests { get; set; } = true;

    /// <summary>Gets or sets a value indicating whether answers are looked through, and the calls of tools in them.</summary>
    /// <value>The default is told with each policy.</value>
    public bool Responses { get; set; }
}
