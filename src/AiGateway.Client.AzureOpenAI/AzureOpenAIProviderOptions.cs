using Azure.Core;

namespace AiGateway.Client.Providers;

/// <summary>Options of provider type <c>AzureOpenAI</c>. A target's model is the name of a deployment.</summary>
public sealed class AzureOpenAIProviderOptions : OpenAIProviderOptionsBase
{
    /// <summary>Gets or sets how to prove who asks.</summary>
    /// <value>Default <see cref="AzureOpenAIAuthentication.Automatic"/>.</value>
    public AzureOpenAIAuthentication Authentication { get; set; }

    /// <summary>Gets or sets the API version to ask for (query <c>api-version</c>), such as <c>preview</c>.</summary>
    /// <value>Default <see langword="null"/>: the v1 API needs none (Microsoft's "API version lifecycle" page).</value>
    public string? ApiVersion { get; set; }

    /// <summary>Gets or sets the scope to ask an Entra ID token for.</summary>
    /// <value>Default <c>https://cognitiveservices.azure.com/.default</c>.</value>
    public string Scope { get; set; } = "https://cognitiveservices.azure.com/.default";

    /// <summary>Gets or sets the Entra ID tenant.</summary>
    /// <value>Default <see langword="null"/>: the credential's own.</value>
    public string? TenantId { get; set; }

    /// <summary>Gets or sets the client id of the user-assigned managed identity to use.</summary>
    /// <value>Default <see langword="null"/>: the system-assigned one, or what <c>AZURE_CLIENT_ID</c> says.</value>
    public string? ManagedIdentityClientId { get; set; }

    /// <summary>Gets or sets the credential to get tokens from. Code only.</summary>
    /// <value>Default <see langword="null"/>: one registered as a service under the provider's name or without a name, else <c>DefaultAzureCredential</c>.</value>
    public TokenCredential? TokenCredential { get; set; }
}
