using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using AiGateway.Client.Providers;
using AiGateway.Client.Resilience;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Testing;

/// <summary>A provider that answers from its configuration, deterministically, and fails by plan. It contacts nobody.</summary>
public sealed class SimulatedProvider : IChatProvider
{
    private readonly ConcurrentDictionary<(string Provider, string Model), StrongBox<int>> _calls = new();

    /// <inheritdoc />
    public string Type => "Simulated";

    /// <inheritdoc />
    [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties | DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)]
    public Type OptionsType
    {
        [DynamicDependency(DynamicallyAccessedMemberTypes.PublicProperties | DynamicallyAccessedMemberTypes.PublicParameterlessConstructor, typeof(SimulatedFaultOptions))]
        [DynamicDependency(DynamicallyAccessedMemberTypes.PublicProperties | DynamicallyAccessedMemberTypes.PublicParameterlessConstructor, typeof(SimulatedToolCallOptions))]
        get => typeof(SimulatedProviderOptions);
    }

    /// <inheritdoc />
    public void Validate(ProviderContext context, ICollection<string> failures)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(failures);
        SimulatedOptionsValidator.Validate((SimulatedProviderOptions)context.Options, context.Path, failures);
    }

    /// <inheritdoc />
    public IChatClient CreateClient(ProviderContext context, string model)
    {
        ArgumentNullException.ThrowIfNull(context);

        // Calls are counted here, so that a fault plan goes on where it was when the configuration is reloaded.
        var calls = _calls.GetOrAdd((context.Name, model), _ => new StrongBox<int>());
        return new SimulatedChatClient(context.Name, model, (SimulatedProviderOptions)context.Options, context.TimeProvider, calls);
    }

    /// <inheritdoc />
    public ProviderFailure? Classify(Exception exception, ResponseCapture? response) => (exception as SimulatedProviderException)?.Failure;
}
