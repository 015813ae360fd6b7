using AiGateway.Client.Evaluation;
using AiGateway.Client.Evaluation.Redaction;

// To add a verb, add a row: it prints one JSON object on the last line of standard output.
Dictionary<string, Func<VerbArguments, object>> verbs = new(StringComparer.Ordinal)
{
    ["redaction"] = RedactionVerb.Run,
    ["sentences"] = SentencesVerb.Run,
    ["validators"] = ValidatorsVerb.Run,
    ["throughput"] = ThroughputVerb.Run,
};

try
{
    if (args.Length == 0 || !verbs.TryGetValue(args[0], out var verb)) throw new BadInputException($"Name a verb: {string.Join(", ", verbs.Keys)}.");
    Console.Out.WriteLine(Output.ToJson(verb(new VerbArguments(args[1..]))));
    return 0;
}
catch (BadInputException exception)
{
    Console.Error.WriteLine(exception.Message);
    return 2;
}
