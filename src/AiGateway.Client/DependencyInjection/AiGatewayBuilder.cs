namespace Microsoft.Extensions.DependencyInjection;

internal sealed record AiGatewayBuilder(IServiceCollection Services) : IAiGatewayBuilder;
