using System.Diagnostics.CodeAnalysis;
using AiGateway.Client.Resilience;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Providers;

/// <summary>An adapter to one vendor's SDK. The core knows vendors only through it.</summary>
public interface IChatProvider
{
    /// <summary>Gets the name by which configuration refers to the adapter; compared without case.</summary>
    string Type { get; }

    /// <summary>Gets the type of the adapter's options: <see cref="ProviderOptions"/>, or a type derived from it that has a parameterless constructor.</summary>
    [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties | DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)]
    Type OptionsType => typeof(ProviderOptions);

    /// <summary>Checks a configured provider at start-up and on reload.</summary>
    /// <param name="context">The configured provider.</param>
    /// <param name="failures">Receives one message for each error, naming key, value and remedy.</param>
    void Validate(ProviderContext context, ICollection<string> failures)
    {
    }

    /// <summary>Creates a chat client for one model, with the SDK's own retries off.</summary>
    /// <param name="context">The configured provider.</param>
    /// <param name="model">The model or deployment.</param>
    /// <returns>The client; the gateway disposes it once no request uses it.</returns>
    IChatClient CreateClient(ProviderContext context, string model);

    /// <summary>Says what a model can do.</summary>
    /// <param name="context">The configured provider.</param>
    /// <param name="model">The model or deployment.</param>
    /// <returns>The capabilities.</returns>
    ProviderCapabilities GetCapabilities(ProviderContext context, string model) => new();

    /// <summary>Says how usage is counted, and under which vendor's name models are priced.</summary>
    /// <param name="context">The configured provider.</param>
    /// <param name="model">The model or deployment.</param>
    /// <returns>The profile.</returns>
    UsageProfile GetUsageProfile(ProviderContext context, string model) => UsageProfile.Default;

    /// <summary>Names the options of a request that the adapter, or the endpoint behind it, would drop without a word. Called for every request.</summary>
    /// <param name="context">The configured provider.</param>
    /// <param name="model">The model or deployment.</param>
    /// <param name="options">The request's options.</param>
    /// <returns>The names, never a value; empty, without an allocation, when nothing is dropped. <see cref="ChatOptionKindsExtensions.FindIn"/> does so.</returns>
    IReadOnlyList<string> GetDroppedOptions(ProviderContext context, string model, ChatOptions options) => [];

    /// <summary>Gets the address that is called when the provider is configured without <see cref="ProviderOptions.Endpoint"/>.</summary>
    /// <param name="context">The configured provider.</param>
    /// <returns>The address; <see langword="null"/> when the adapter cannot say, which no list of allowed endpoints lets pass.</returns>
    Uri? GetDefaultEndpoint(ProviderContext context) => null;

    /// <summary>Classifies a failure where the vendor's SDK says more than its response did.</summary>
    /// <param name="exception">What the client threw.</param>
    /// <param name="response">What was seen of the response; <see langword="null"/> when none arrived.</param>
    /// <returns>The failure; <see langword="null"/> to leave it to the gateway's own classifier.</returns>
    ProviderFailure? Classify(Exception exception, ResponseCapture? response) => null;
}
