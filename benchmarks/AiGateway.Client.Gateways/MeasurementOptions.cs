using System.Globalization;

namespace AiGateway.Client.Gateways;

/// <summary>What a run measures, and where the results go.</summary>
/// <param name="Direct">The upstream itself.</param>
/// <param name="Gateways">What stands before it, ours first.</param>
/// <param name="Round">How long one round takes.</param>
/// <param name="Output">The file with the results.</param>
/// <param name="Versions">What else is to be named.</param>
internal sealed record MeasurementOptions(Leg Direct, IReadOnlyList<Leg> Gateways, TimeSpan Round, string Output, string Versions)
{
    /// <summary>Reads <c>--name value</c> pairs.</summary>
    /// <exception cref="BadRunException">One is missing.</exception>
    public static MeasurementOptions Parse(string[] arguments)
    {
        var values = arguments.Chunk(2).Where(pair => pair.Length == 2).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);
        string Value(string name) => values.GetValueOrDefault(name) ?? throw new BadRunException($"The argument {name} is missing.");
        Leg At(string name, string argument) => new(name, new Uri(Value($"--{argument}")), new Uri(Value("--direct")), int.Parse(Value($"--{argument}-pid"), CultureInfo.InvariantCulture));
        return new MeasurementOptions(
            At("direct", "direct"),
            [At("GatewayHost", "host"), At("Portkey", "portkey")],
            TimeSpan.FromSeconds(double.Parse(Value("--seconds"), CultureInfo.InvariantCulture)),
            Value("--output"),
            Value("--versions"));
    }
}
