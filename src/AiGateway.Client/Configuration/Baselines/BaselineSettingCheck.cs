using System.Globalization;

namespace AiGateway.Client.Configuration.Baselines;

/// <summary>Compares one setting of an application's policy with the baseline's.</summary>
internal readonly struct BaselineSettingCheck(string path, bool secret, ICollection<string> failures)
{
    public void Check(SettingOrder order, object? required, object? value)
    {
        switch (order)
        {
            case SettingOrder.Free:
                break;
            case SettingOrder.Lower:
                RequireIf(required is null || (value is not null && Number(value) <= Number(required)), required, value);
                break;
            case SettingOrder.Higher:
                RequireIf(Number(value!) >= Number(required!), required, value);
                break;
            case SettingOrder.True:
                RequireIf(value is true || required is false, required, value);
                break;
            case SettingOrder.False:
                RequireIf(value is false || required is true, required, value);
                break;
            case SettingOrder.Same:
                RequireSame(required, value, mayAdd: false);
                break;
            case SettingOrder.MoreEqual:
                RequireSame(required, value, mayAdd: true);
                break;
            default:
                new BaselineNamesCheck(path, failures).Check(order, (IDictionary<string, bool>)required!, (IDictionary<string, bool>)value!);
                break;
        }
    }

    private void RequireIf(bool tight, object? required, object? value)
    {
        if (!tight)
        {
            failures.Add($"{path} = '{OptionValue.Format(value)}' is looser than the baseline allows: '{OptionValue.Format(required)}'.");
        }
    }

    private void RequireSame(object? required, object? value, bool mayAdd)
    {
        if (secret)
        {
            if (required is not null && !required.Equals(value))
            {
                failures.Add($"{path} = '…' differs from the baseline's, which is not shown. Remove the key.");
            }

            return;
        }

        var (expected, actual) = (OptionTree.Values(path, required), OptionTree.Values(path, value));
        foreach (var key in expected.Keys.Concat(mayAdd ? [] : actual.Keys.Except(expected.Keys, StringComparer.OrdinalIgnoreCase)))
        {
            var (left, right) = (expected.GetValueOrDefault(key, ""), actual.GetValueOrDefault(key, ""));
            if (left != right)
            {
                failures.Add($"{key} = '{right}' differs from the baseline's: '{left}'.");
            }
        }
    }

    private static decimal Number(object value) => Convert.ToDecimal(value, CultureInfo.InvariantCulture);
}
