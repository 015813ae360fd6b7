namespace AiGateway.Client.Governance.Policies;

/// <summary>Marks with which prompts tell the speakers apart, where a text pretends to be another speaker. <see cref="PolicyAction.Change"/>, the default, puts a space into them.</summary>
public sealed class RoleMarkersPolicyOptions : TextPolicyOptions
{
    /// <summary>Initializes a new instance of the <see cref="RoleMarkersPolicyOptions"/> class.</summary>
    public RoleMarkersPolicyOptions() => Action = PolicyAction.Change;

    /// <summary>Gets marks: <c>true</c> adds one, <c>false</c> takes a built-in one out.</summary>
    public IDictionary<string, bool> Markers { get; } = new Dictionary<string, bool>(StringComparer.OrdinalIgnoreCase);

    /// <inheritdoc />
    protected internal override void Validate(string path, ICollection<string> failures)
    {
        foreach (var (marker, _) in Markers.Where(marker => marker.Key.Trim().Length < 3))
        {
            failures.Add($"{path}:Markers:{marker} is too short: at least 3 characters.");
        }
    }
}
