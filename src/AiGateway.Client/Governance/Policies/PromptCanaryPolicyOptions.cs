using AiGateway.Client.Providers;

namespace AiGateway.Client.Governance.Policies;

/// <summary>A mark in the instructions by which an answer gives itself away that repeats them. <see cref="PolicyAction.Change"/> masks the mark only.</summary>
public sealed class PromptCanaryPolicyOptions : TextPolicyOptions
{
    internal const int MinimumLength = 12;

    /// <summary>Initializes a new instance of the <see cref="PromptCanaryPolicyOptions"/> class.</summary>
    public PromptCanaryPolicyOptions() => Responses = true;

    /// <summary>Gets or sets the mark. Instances that share caches need the same.</summary>
    /// <value>At least 12 letters, digits and hyphens. Default <see langword="null"/>: a random one for the process.</value>
    [Secret]
    public string? Marker { get; set; }

    /// <inheritdoc />
    protected internal override void Validate(string path, ICollection<string> failures)
    {
        if (Marker is not null && (Marker.Length < MinimumLength || Marker.Any(c => !char.IsAsciiLetterOrDigit(c) && c != '-')))
        {
            failures.Add($"{path}:Marker is no mark. Use {MinimumLength} random letters, digits and hyphens or more.");
        }
    }
}
