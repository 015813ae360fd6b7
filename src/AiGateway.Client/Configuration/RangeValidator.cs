namespace AiGateway.Client.Configuration;

/// <summary>Reports values that are out of their range, all in the same words.</summary>
internal sealed class RangeValidator(ICollection<string> failures)
{
    public void Require<T>(T value, T minimum, T maximum, string path)
        where T : IComparable<T>, IFormattable
    {
        // Written so that a number that is none fails too.
        if (!(value.CompareTo(minimum) >= 0 && value.CompareTo(maximum) <= 0))
        {
            failures.Add($"{path} = '{OptionValue.Format(value)}' is out of range: from {OptionValue.Format(minimum)} to {OptionValue.Format(maximum)}.");
        }
    }
}
