namespace AiGateway.Client.Governance.Policies;

/// <summary>To which hosts an answer may lead. <see cref="PolicyAction.Change"/>, the default, puts <c>#removed</c> in the place of other addresses.</summary>
public sealed class LinkGuardPolicyOptions : TextPolicyOptions
{
    /// <summary>Initializes a new instance of the <see cref="LinkGuardPolicyOptions"/> class.</summary>
    public LinkGuardPolicyOptions()
    {
        Action = PolicyAction.Change;
        Requests = false;
        Responses = true;
    }

    /// <summary>Gets the hosts: <c>"docs.example.com": true</c>, or <c>"*.example.com": true</c> for every host below.</summary>
    /// <value>Default empty: none.</value>
    public IDictionary<string, bool> AllowedHosts { get; } = new Dictionary<string, bool>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gets or sets a value indicating whether addresses in the arguments of calls are held to the same.</summary>
    /// <value>Default <see langword="false"/>: tools decide by themselves what they fetch.</value>
    public bool ToolCalls { get; set; }

    /// <inheritdoc />
    protected internal override void Validate(string path, ICollection<string> failures)
    {
        foreach (var host in AllowedHosts.Keys.Where(host => Uri.CheckHostName(host.StartsWith("*.", StringComparison.Ordinal) ? host[2..] : host) is UriHostNameType.Unknown))
        {
            failures.Add($"{path}:AllowedHosts:{host} is not a host. Write a name such as docs.example.com, or *.example.com for every host below example.com.");
        }
    }
}
