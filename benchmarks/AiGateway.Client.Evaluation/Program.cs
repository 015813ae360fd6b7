using AiGateway.Client.Evaluation;
using AiGateway.Client.Evaluation.Cost;
using Microsoft.Extensions.Options;

Dictionary<string, Func<Arguments, Task>> verbs = new()
{
    ["cost"] = CostVerb.RunAsync,
    ["cost-wire"] = CostWireVerb.RunAsync,
    ["prices"] = PricesVerb.RunAsync,
    ["tokens"] = TokensVerb.RunAsync,
};

try
{
    if (args.Length == 0 || !verbs.TryGetValue(args[0], out var verb))
    {
        throw new BadInputException($"Name a verb: {string.Join(", ", verbs.Keys)}.");
    }

    await verb(Arguments.Parse(args[1..]));
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
