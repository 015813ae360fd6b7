using System.Text.RegularExpressions;

namespace AiGateway.Client.Governance.Policies;

/// <summary>What must not be said. <see cref="PolicyAction.Change"/> masks it with asterisks.</summary>
public sealed class DenyTermsPolicyOptions : TextPolicyOptions
{
    /// <summary>Initializes a new instance of the <see cref="DenyTermsPolicyOptions"/> class.</summary>
    public DenyTermsPolicyOptions() => Responses = true;

    /// <summary>Gets the terms. A space in a term stands for any run of white space.</summary>
    public IDictionary<string, bool> Terms { get; } = new Dictionary<string, bool>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gets regular expressions by any name. They run without backtracking, so that look-arounds, back-references and atomic groups are not allowed.</summary>
    public IDictionary<string, string> Patterns { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gets or sets a value indicating whether case is ignored.</summary>
    /// <value>Default <see langword="true"/>.</value>
    public bool IgnoreCase { get; set; } = true;

    /// <summary>Gets or sets a value indicating whether a term must not be a part of a longer word.</summary>
    /// <value>Default <see langword="true"/>.</value>
    public bool WholeWords { get; set; } = true;

    internal Regex Create(string pattern) => new(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | (IgnoreCase ? RegexOptions.IgnoreCase : RegexOptions.None));

    /// <inheritdoc />
    protected internal override void Validate(string path, ICollection<string> failures)
    {
        if (Patterns.Count == 0 && !Terms.Values.Contains(true))
        {
            failures.Add($"{path} has neither terms nor patterns. Add {path}:Terms:<term> = true.");
        }

        if (Terms.Keys.Any(string.IsNullOrWhiteSpace))
        {
            failures.Add($"{path}:Terms has a blank term. Remove it.");
        }

        foreach (var (name, pattern) in Patterns)
        {
            ValidatePattern($"{path}:Patterns:{name}", pattern, failures);
        }
    }

    private void ValidatePattern(string path, string pattern, ICollection<string> failures)
    {
        try
        {
            if (Create(pattern).IsMatch(""))
            {
                failures.Add($"{path} = '{pattern}' matches nothing at all, which every text has. Make it match at least one character.");
            }
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            failures.Add($"{path} = '{pattern}' is not a regular expression that runs without backtracking. Leave out look-arounds, back-references and atomic groups.");
        }
    }
}
