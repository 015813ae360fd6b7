namespace AiGateway.Client.Providers;

/// <summary>How Azure OpenAI is told who asks.</summary>
public enum AzureOpenAIAuthentication
{
    /// <summary>
    /// Entra ID where a credential, tenant or managed identity is given for the provider; else a key where one is found; else Entra ID.
    /// </summary>
    Automatic,

    /// <summary>A key, in the header <c>api-key</c>.</summary>
    ApiKey,

    /// <summary>A token of Entra ID (formerly Azure Active Directory).</summary>
    EntraId,
}
