using Microsoft.Extensions.AI;

namespace AiGateway.Client.Pipeline;

/// <summary>A decorator that joins the pipeline at a stage.</summary>
/// <param name="Stage">Where it joins.</param>
/// <param name="Create">Makes it, given the client it decorates and the application's services.</param>
internal sealed record GatewayDecorator(GatewayStage Stage, Func<IChatClient, IServiceProvider, IChatClient> Create);
