using Microsoft.Extensions.AI;

namespace AiGateway.Client.Pipeline;

/// <summary>Wraps clients in the decorators of a stage. Within a stage the first registered is the outermost.</summary>
internal sealed class PipelineBuilder(IEnumerable<GatewayDecorator> decorators, IServiceProvider services)
{
    private readonly GatewayDecorator[] _decorators = [.. decorators];

    /// <summary>Wraps a client in every decorator from the innermost to the outermost of two stages.</summary>
    public IChatClient Wrap(IChatClient client, GatewayStage innermost, GatewayStage outermost)
    {
        for (var stage = innermost; stage >= outermost; stage--)
        {
            client = Wrap(client, stage);
        }

        return client;
    }

    /// <summary>Wraps a client in the decorators of one stage.</summary>
    public IChatClient Wrap(IChatClient client, GatewayStage stage)
    {
        for (var i = _decorators.Length - 1; i >= 0; i--)
        {
            if (_decorators[i].Stage == stage)
            {
                client = _decorators[i].Create(client, services) ?? throw new InvalidOperationException(
                    $"A decorator factory of stage {stage} returned null. Return the inner client to add nothing.");
            }
        }

        return client;
    }
}
