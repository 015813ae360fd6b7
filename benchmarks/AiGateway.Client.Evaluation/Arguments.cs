namespace AiGateway.Client.Evaluation;

/// <summary>The options of a verb: <c>--name value</c>.</summary>
internal sealed class Arguments(IReadOnlyDictionary<string, string> values)
{
    public static Arguments Parse(string[] arguments)
    {
        var values = new Dictionary<string, string>();
        for (var i = 0; i < arguments.Length; i += 2)
        {
            if (!arguments[i].StartsWith("--", StringComparison.Ordinal) || i + 1 == arguments.Length)
            {
                throw new BadInputException($"'{arguments[i]}' is not an option with a value. Write --name value.");
            }

            values[arguments[i][2..]] = arguments[i + 1];
        }

        return new Arguments(values);
    }

    public string Require(string name) => values.TryGetValue(name, out var value) ? value : throw new BadInputException($"--{name} is missing.");
}
