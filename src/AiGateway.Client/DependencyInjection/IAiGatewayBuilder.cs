namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds providers, decorators and settings to the gateway of a service collection.</summary>
public interface IAiGatewayBuilder
{
    /// <summary>Gets the application's services.</summary>
    IServiceCollection Services { get; }
}
