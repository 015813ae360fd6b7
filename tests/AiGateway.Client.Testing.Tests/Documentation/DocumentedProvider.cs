using System.Diagnostics.CodeAnalysis;
using AiGateway.Client.Providers;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Testing.Tests.Documentation;

/// <summary>Stands in for a provider that the documentation names, so that no key is needed to check an example.</summary>
internal sealed class DocumentedProvider(
    string type, [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties | DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] Type optionsType) : IChatProvider
{
    public string Type => type;

    [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties | DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)]
    public Type OptionsType => optionsType;

    public IChatClient CreateClient(ProviderContext context, string model) => new Simulated().Client(Simulated.Options(), model);
}
