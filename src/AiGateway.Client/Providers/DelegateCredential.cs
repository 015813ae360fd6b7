namespace AiGateway.Client.Providers;

/// <summary>A credential that asks a delegate.</summary>
internal sealed class DelegateCredential(Func<string, CancellationToken, ValueTask<string?>> getApiKey) : IProviderCredential
{
    public ValueTask<string?> GetApiKeyAsync(string provider, CancellationToken cancellationToken) => getApiKey(provider, cancellationToken);
}
