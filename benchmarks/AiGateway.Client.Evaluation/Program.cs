using AiGateway.Client.Evaluation;
using AiGateway.Client.Evaluation.Cost;
using AiGateway.Client.Evaluation.Redaction;
using AiGateway.Client.Evaluation.Scaling;
using AiGateway.Client.Evaluation.Semantic;
using Microsoft.Extensions.Options;

// To add a verb, add a row: it prints one JSON object on the last line of standard output.
Dictionary<string, Func<VerbArguments, Task>> verbs = new(StringComparer.Ordinal)
{
    ["cost"] = CostVerb.RunAsync,
    ["cost-wire"] = CostWireVerb.RunAsync,
    ["prices"] = PricesVerb.RunAsync,
    ["tokens"] = TokensVerb.RunAsync,
    ["semantic"] = Print(SemanticVerb.Run),
    ["redaction"] = Print(RedactionVerb.Run),
    ["sentences"] = Print(SentencesVerb.Run),
    ["validators"] = Print(ValidatorsVerb.Run),
    ["secrets"] = Print(SecretsVerb.Run),
    ["throughput"] = Print(ThroughputVerb.Run),
    ["redis-cost"] = RedisCostVerb.RunAsync,
    ["ledger-cost"] = LedgerCostVerb.RunAsync,
    ["scaling"] = Print(ScalingVerb.Run),
};

try
{
    if (args.Length == 0 || !verbs.TryGetValue(args[0], out var verb))
    {
        throw new BadInputException($"Name a verb: {string.Join(", ", verbs.Keys)}.");
    }

    await verb(new VerbArguments(args[1..]));
    return 0;
}
catch (BadInputException exception)
{
    await Console.Error.WriteLineAsync(exception.Message);
    return 2;
}
catch (OptionsValidationException exception)
{
    // A case whose rates no gateway would take.
    await Console.Error.WriteLineAsync(exception.Message);
    return 2;
}

static Func<VerbArguments, Task> Print(Func<VerbArguments, object> run) => arguments => Console.Out.WriteLineAsync(Output.ToJson(run(arguments)));
