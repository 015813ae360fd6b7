namespace AiGateway.Client.Configuration.Baselines;

/// <summary>Compares a list of names that are on or off with the baseline's.</summary>
internal readonly struct BaselineNamesCheck(string path, ICollection<string> failures)
{
    public void Check(SettingOrder order, IDictionary<string, bool> required, IDictionary<string, bool> names)
    {
        var (before, after) = (Fold(required), Fold(names));
        switch (order)
        {
            case SettingOrder.More:
                CheckMore(before, after);
                break;
            case SettingOrder.Scope:
                CheckScope(before, after);
                break;
            case SettingOrder.Fewer:
                CheckFewer(before, after);
                break;
            default:
                CheckFewerNotNone(before, after);
                break;
        }
    }

    // A name that is off takes something out that is built in.
    private void CheckMore(Dictionary<string, bool> required, Dictionary<string, bool> names)
    {
        foreach (var name in required.Where(static name => name.Value).Select(static name => name.Key).Where(name => !names.GetValueOrDefault(name)))
        {
            Refuse(name, names.ContainsKey(name) ? "False" : "", "takes out what the baseline has", "True");
        }

        foreach (var name in names.Where(name => !name.Value && !required.ContainsKey(name.Key)))
        {
            Refuse(name.Key, "False", "takes out what the baseline has", "");
        }
    }

    private void CheckFewer(Dictionary<string, bool> required, Dictionary<string, bool> names)
    {
        foreach (var name in names.Where(name => name.Value && !required.GetValueOrDefault(name.Key)))
        {
            Refuse(name.Key, "True", "allows more than the baseline", List(required, true));
        }

        // Under a name with an asterisk, one that is off is an exception.
        foreach (var name in required.Where(name => !name.Value && !names.ContainsKey(name.Key)))
        {
            Refuse(name.Key, "", "allows more than the baseline", "False");
        }
    }

    private void CheckFewerNotNone(Dictionary<string, bool> required, Dictionary<string, bool> names)
    {
        if (!required.ContainsValue(true))
        {
            return;
        }

        CheckFewer(required, names);
        if (!names.ContainsValue(true))
        {
            failures.Add($"{path} = '' has no name left, which allows everything. The baseline's: '{List(required, true)}'.");
        }
    }

    private void CheckScope(Dictionary<string, bool> required, Dictionary<string, bool> names)
    {
        foreach (var name in names.Where(name => !name.Value && required.GetValueOrDefault(name.Key, true)))
        {
            Refuse(name.Key, "False", "exempts what the baseline does not", Describe(required));
        }

        if (!names.ContainsValue(true))
        {
            return;
        }

        if (!required.ContainsValue(true))
        {
            var limiting = names.First(static name => name.Value).Key;
            Refuse(limiting, "True", "limits a policy that the baseline does not limit", Describe(required));
            return;
        }

        foreach (var name in required.Where(name => name.Value && !names.GetValueOrDefault(name.Key)))
        {
            Refuse(name.Key, names.ContainsKey(name.Key) ? "False" : "", "leaves out what the baseline covers", Describe(required));
        }
    }

    private void Refuse(string name, string value, string reason, string required) => failures.Add($"{path}:{name} = '{value}' {reason}. The baseline's: '{required}'.");

    private static string Describe(Dictionary<string, bool> scope) =>
        scope.Count == 0 ? "everywhere" : string.Join(", ", scope.OrderBy(static name => name.Key, StringComparer.OrdinalIgnoreCase).Select(static name => $"{name.Key} = {name.Value}"));

    private static string List(Dictionary<string, bool> names, bool value) =>
        string.Join(", ", names.Where(name => name.Value == value).Select(static name => name.Key).Order(StringComparer.OrdinalIgnoreCase));

    private static Dictionary<string, bool> Fold(IDictionary<string, bool> names) => new(names, StringComparer.OrdinalIgnoreCase);
}
