using System.Globalization;
using AiGateway.Client.Context;

namespace AiGateway.Client.Governance;

/// <summary>What every policy can be configured to. Policy types add options of their own in types derived from this one.</summary>
public class GovernancePolicyOptions
{
    /// <summary>Gets or sets the type of the policy.</summary>
    /// <value>Required, unless the policy's name is that of one which code has added.</value>
    public string Type { get; set; } = "";

    /// <summary>Gets or sets a value indicating whether the policy is on.</summary>
    /// <value>Default <see langword="true"/>.</value>
    public bool Enabled { get; set; } = true;

    /// <summary>Gets or sets whether the decisions of the policy count.</summary>
    /// <value>Default <see cref="PolicyMode.Enforce"/>.</value>
    public PolicyMode Mode { get; set; }

    /// <summary>Gets or sets what follows when the policy fails or takes too long.</summary>
    /// <value>Default <see cref="PolicyFailMode.Closed"/>.</value>
    public PolicyFailMode FailMode { get; set; }

    /// <summary>Gets or sets how long a decision may take.</summary>
    /// <value>Default 2 seconds; from 1 ms to 1 minute. A policy that blocks its thread cannot be interrupted.</value>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Gets or sets the place of the policy among the others; lower is earlier.</summary>
    /// <value>Default 0. Of policies with the same order, those that limit sizes come first, then those that clean texts, then the others by their names.</value>
    public int Order { get; set; }

    /// <summary>Gets or sets how many characters at the end of a streamed answer wait for what follows, where the policy does not say so itself.</summary>
    /// <value>Default 256; from 0 to 16,384.</value>
    public int Window { get; set; } = 256;

    /// <summary>Gets the routes for which the policy is in force.</summary>
    /// <value>Default empty: all. <c>true</c> limits it to the routes so named; <c>false</c> exempts one.</value>
    public IDictionary<string, bool> Routes { get; } = new Dictionary<string, bool>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gets the tenants for which the policy is in force.</summary>
    /// <value>Default empty: all. <c>true</c> limits it to the tenants so named; <c>false</c> exempts one.</value>
    public IDictionary<string, bool> Tenants { get; } = new Dictionary<string, bool>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gets the roles of callers for which the policy is in force.</summary>
    /// <value>Default empty: all. <c>true</c> limits it to callers with such a role; <c>false</c> exempts those with that one.</value>
    public IDictionary<string, bool> Roles { get; } = new Dictionary<string, bool>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Reports everything in the options of a derived type that cannot be. What this type declares is checked already.</summary>
    /// <param name="path">The path of the policy's section.</param>
    /// <param name="failures">Receives one message for each error, naming key, value and remedy.</param>
    protected internal virtual void Validate(string path, ICollection<string> failures)
    {
    }

    internal static void RequireAnAllowed(IDictionary<string, bool> names, string path, ICollection<string> failures)
    {
        if (names.Count > 0 && !names.Values.Contains(true))
        {
            failures.Add($"{path} has no entry that is true, so that it would say the same as nothing or forbid everything. Set one to true, or remove the key.");
        }
    }

    internal static void RequireAtLeast(long? value, long minimum, string path, ICollection<string> failures)
    {
        if (value < minimum)
        {
            failures.Add(string.Create(CultureInfo.InvariantCulture, $"{path} = '{value}' is out of range: at least {minimum}."));
        }
    }
}
