namespace AiGateway.Client.AspNetCore.Problems;

/// <summary>What problems say.</summary>
public sealed class GatewayProblemOptions
{
    internal const string TypeBaseMessage = $"{nameof(GatewayProblemOptions)}:{nameof(TypeBase)} is not absolute. Set the address under which problems are described, such as https://docs.example.com/problems/, or leave it out.";

    /// <summary>Gets or sets the address whose last part is replaced by the reason code to make the <c>type</c> of a problem.</summary>
    /// <value>Default <see langword="null"/>: ASP.NET Core's own type for the status. Absolute.</value>
    public Uri? TypeBase { get; set; }

    /// <summary>Gets or sets a value indicating whether <c>detail</c> is the exception's own message.</summary>
    /// <value>
    /// Default <see langword="false"/>: one sentence for each reason. Messages of the gateway hold no content and no key, but names of the configuration:
    /// routes, targets, providers, limits.
    /// </value>
    public bool IncludeMessages { get; set; }

    /// <summary>Gets or sets a value indicating whether a refusal by a rate limit or a budget says what is left, and by what requests are told apart.</summary>
    /// <value>Default <see langword="true"/>: members <c>partitionBy</c>, <c>remaining</c>, and <c>unit</c> or <c>resetsAt</c>.</value>
    public bool IncludeQuota { get; set; } = true;

    internal bool IsValid => TypeBase is null or { IsAbsoluteUri: true };
}
