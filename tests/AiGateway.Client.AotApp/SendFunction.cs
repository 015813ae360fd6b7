using Microsoft.Extensions.AI;

namespace AiGateway.Client.AotApp;

/// <summary>A tool that needs what it is called with as it is.</summary>
internal sealed class SendFunction : AIFunction
{
    public const string FunctionName = "send";

    public override string Name => FunctionName;

    public List<string> Got { get; } = [];

    protected override ValueTask<object?> InvokeCoreAsync(AIFunctionArguments arguments, CancellationToken cancellationToken)
    {
        Got.Add($"{arguments["to"]}");
        return new ValueTask<object?>($"sent to {Got[^1]}");
    }
}
