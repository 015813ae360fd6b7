namespace AiGateway.Client.Governance;

/// <summary>The kinds of policies by name: the built-in ones, and those that the application added.</summary>
internal sealed class PolicyTypes
{
    private readonly Dictionary<string, PolicyType> _types = new(StringComparer.OrdinalIgnoreCase);

    public PolicyTypes(IEnumerable<PolicyType> added)
    {
        foreach (var type in BuiltInPolicies.Types.Concat(added))
        {
            // A built-in type keeps its meaning: a configuration that names it must get what its name promises.
            if (!_types.TryAdd(type.Name, type) && BuiltInPolicies.Types.Any(known => known.Name.Equals(type.Name, StringComparison.OrdinalIgnoreCase)))
            {
                throw new InvalidOperationException($"'{type.Name}' is the name of a built-in type of policies. Add yours under another name.");
            }
        }
    }

    public IEnumerable<string> Names => _types.Keys;

    public IEnumerable<PolicyType> All => _types.Values;

    public PolicyType? Find(string name) => _types.GetValueOrDefault(name);
}
