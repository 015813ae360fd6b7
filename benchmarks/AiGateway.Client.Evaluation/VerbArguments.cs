namespace AiGateway.Client.Evaluation;

/// <summary>Named arguments of a verb: <c>--name value</c>.</summary>
internal sealed class VerbArguments
{
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    public VerbArguments(IReadOnlyList<string> arguments)
    {
        for (var i = 0; i < arguments.Count; i += 2)
        {
            if (!arguments[i].StartsWith("--", StringComparison.Ordinal) || i + 1 == arguments.Count)
            {
                throw new BadInputException($"The argument '{arguments[i]}' is not understood; write --name value.");
            }

            _values[arguments[i][2..]] = arguments[i + 1];
        }
    }

    public string Required(string name) => Optional(name) ?? throw new BadInputException($"The argument --{name} is missing.");

    public string? Optional(string name) => _values.GetValueOrDefault(name);

    /// <summary>Names separated by commas; <see langword="null"/> when the argument is missing.</summary>
    public IReadOnlyList<string>? List(string name) => Optional(name)?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
