using System.Net;
using System.Net.Http.Headers;

namespace AiGateway.Client.Providers;

/// <summary>Asks the credential callback for a key before every request.</summary>
internal sealed class CredentialHandler(
    HttpMessageHandler innerHandler,
    IProviderCredential credential,
    ProviderContext context,
    Action<HttpRequestHeaders, string> setApiKey,
    string? configuredKey,
    bool keyOptional) : DelegatingHandler(innerHandler)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var key = await credential.GetApiKeyAsync(context.Name, cancellationToken).ConfigureAwait(false) ?? configuredKey;
        if (!string.IsNullOrEmpty(key))
        {
            setApiKey(request.Headers, key);
        }
        else if (!keyOptional)
        {
            throw new HttpRequestException(
                $"The credential of provider '{context.Name}' returned no key, and none is configured in {context.Path}:ApiKey.", null, HttpStatusCode.Unauthorized);
        }

        return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
    }
}
