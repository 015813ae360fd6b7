using System.ClientModel;
using System.ClientModel.Primitives;
using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using AiGateway.Client.Resilience;
using Azure;
using Azure.Core;
using Azure.Identity;
using Microsoft.Extensions.DependencyInjection;
using OpenAI;

namespace AiGateway.Client.Providers;

/// <summary>Azure OpenAI's v1 API through the official OpenAI SDK, with a key or with Entra ID.</summary>
public sealed class AzureOpenAIProvider : OpenAIProviderBase
{
    private const string ApiKeyVariable = "AZURE_OPENAI_API_KEY";
    private const string ApiKeyHeader = "api-key";
    private const string VersionParameter = "api-version";

    // The SDK insists on a key when it is made; the credential handler replaces this one in every request.
    private const string SuppliedPerRequest = "supplied-per-request";

    // One credential with its tokens serves every target and outlives reloads.
    private readonly ConcurrentDictionary<(string? Tenant, string? ManagedIdentity), TokenCredential> _credentials = new();
    private readonly ConditionalWeakTable<TokenCredential, CachedTokenCredential> _cached = [];

    /// <inheritdoc />
    public override string Type => "AzureOpenAI";

    /// <inheritdoc />
    [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties | DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)]
    public override Type OptionsType => typeof(AzureOpenAIProviderOptions);

    /// <inheritdoc />
    public override void Validate(ProviderContext context, ICollection<string> failures)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(failures);
        var options = (AzureOpenAIProviderOptions)context.Options;
        var entra = UsesEntraId(context, options);
        if (!entra)
        {
            context.RequireApiKey(ApiKeyVariable, failures);
        }

        if (options.Endpoint is null)
        {
            failures.Add($"{context.Path}:Endpoint is missing. Set it to the address of the resource, such as https://NAME.openai.azure.com.");
        }
        else if (options.Endpoint.Scheme != Uri.UriSchemeHttps && (entra || !options.Endpoint.IsLoopback))
        {
            failures.Add($"{context.Path}:Endpoint = '{options.Endpoint}' is not an https address, over which alone keys and tokens may travel.");
        }
    }

    /// <inheritdoc />
    public override Uri? GetDefaultEndpoint(ProviderContext context) => null;

    /// <inheritdoc />
    public override UsageProfile GetUsageProfile(ProviderContext context, string model) => new() { Vendor = "azure" };

    /// <inheritdoc />
    public override ProviderFailure? Classify(Exception exception, ResponseCapture? response) =>
        FindTokenFailure(exception) is not { } failure ? base.Classify(exception, response)
        : failure is CredentialUnavailableException || !IsTransient(failure) ? new ProviderFailure(FailureKind.Authentication) { ErrorCode = "token_unavailable" }
        : new ProviderFailure(FailureKind.Transport) { ErrorCode = "token_unavailable" };

    /// <inheritdoc />
    protected override string GetTelemetryName(ProviderContext context) => "azure.ai.openai";

    /// <inheritdoc />
    protected override OpenAIConnection Connect(ProviderContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var options = (AzureOpenAIProviderOptions)context.Options;
        return UsesEntraId(context, options) ? ConnectWithToken(context, options) : ConnectWithKey(context, options);
    }

    /// <inheritdoc />
    protected override void Configure(ProviderContext context, OpenAIClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(options);
        if (((AzureOpenAIProviderOptions)context.Options).ApiVersion is { Length: > 0 } version)
        {
            options.AddPolicy(CreateQueryPolicy([new(VersionParameter, version)]), PipelinePosition.PerCall);
        }
    }

    private static OpenAIConnection ConnectWithKey(ProviderContext context, AzureOpenAIProviderOptions options)
    {
        var key = context.FindApiKey(ApiKeyVariable);
        return new OpenAIConnection(
            V1(options.Endpoint!),
            ApiKeyAuthenticationPolicy.CreateHeaderApiKeyPolicy(new ApiKeyCredential(key ?? SuppliedPerRequest), ApiKeyHeader),
            ProviderHttp.CreateClient(context, SetApiKey, key));
    }

    private OpenAIConnection ConnectWithToken(ProviderContext context, AzureOpenAIProviderOptions options) => new(
        V1(options.Endpoint!),
        new BearerTokenPolicy(
            _cached.GetValue(FindCredential(context, options), credential => new CachedTokenCredential(credential, context.TimeProvider)), options.Scope),
        ProviderHttp.CreateClient(context, setApiKey: null, configuredKey: null, headers: []));

    private TokenCredential FindCredential(ProviderContext context, AzureOpenAIProviderOptions options) =>
        options.TokenCredential
        ?? (context.Services as IKeyedServiceProvider)?.GetKeyedService(typeof(TokenCredential), context.Name) as TokenCredential
        ?? context.Services.GetService<TokenCredential>()
        ?? _credentials.GetOrAdd((options.TenantId, options.ManagedIdentityClientId), static identity => CreateCredential(identity.Tenant, identity.ManagedIdentity));

    private static DefaultAzureCredential CreateCredential(string? tenant, string? managedIdentity)
    {
        // What is not set here, Azure's own environment variables decide.
        var options = new DefaultAzureCredentialOptions();
        options.TenantId = tenant ?? options.TenantId;
        options.ManagedIdentityClientId = managedIdentity ?? options.ManagedIdentityClientId;
        return new DefaultAzureCredential(options);
    }

    private static bool UsesEntraId(ProviderContext context, AzureOpenAIProviderOptions options) => options.Authentication switch
    {
        AzureOpenAIAuthentication.ApiKey => false,
        AzureOpenAIAuthentication.EntraId => true,
        _ => options.TokenCredential is not null || options.TenantId is not null || options.ManagedIdentityClientId is not null
            || (context.Credential is null && options.ApiKeys.Count == 0 && context.FindApiKey(ApiKeyVariable) is null),
    };

    private static void SetApiKey(HttpRequestHeaders headers, string key)
    {
        headers.Remove(ApiKeyHeader);
        headers.TryAddWithoutValidation(ApiKeyHeader, key);
    }

    private static Uri V1(Uri endpoint)
    {
        var address = endpoint.AbsoluteUri.TrimEnd('/');
        return new Uri(
            address.EndsWith("/openai/v1", StringComparison.OrdinalIgnoreCase) ? address
            : address.EndsWith("/openai", StringComparison.OrdinalIgnoreCase) ? address + "/v1"
            : address + "/openai/v1");
    }

    private static AuthenticationFailedException? FindTokenFailure(Exception? exception)
    {
        for (var depth = 0; exception is not null && depth < 8; depth++)
        {
            if (exception is AuthenticationFailedException failure)
            {
                return failure;
            }

            exception = exception.InnerException;
        }

        return null;
    }

    private static bool IsTransient(AuthenticationFailedException failure) =>
        failure.InnerException is RequestFailedException { Status: 0 or 408 or 429 or >= 500 } or HttpRequestException or IOException;
}
