namespace AiGateway.Client.Evaluation.Scaling;

/// <summary>Prints the rows of the tables in <c>docs/scaling.md</c>.</summary>
internal static class ScalingVerb
{
    public static object Run(VerbArguments arguments) => new { Lines = ScalingTables.Lines().ToList() };
}
