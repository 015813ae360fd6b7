namespace AiGateway.Client.Providers;

/// <summary>Supplies API keys at the moment of use: from a vault, with rotation. Asked before every request, so cache inside.</summary>
/// <remarks>Register one under the provider's name with <c>AddCredential</c>, or an unkeyed one for all providers.</remarks>
public interface IProviderCredential
{
    /// <summary>Gets the API key for a provider.</summary>
    /// <param name="provider">The provider's name as configured.</param>
    /// <param name="cancellationToken">The request's cancellation token.</param>
    /// <returns>The key; <see langword="null"/> to fall back to the configured key or environment variable.</returns>
    ValueTask<string?> GetApiKeyAsync(string provider, CancellationToken cancellationToken);
}
