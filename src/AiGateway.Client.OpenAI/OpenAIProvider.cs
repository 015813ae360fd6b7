using System.ClientModel;
using System.ClientModel.Primitives;
using System.Diagnostics.CodeAnalysis;
using System.Net.Http.Headers;
using OpenAI;

namespace AiGateway.Client.Providers;

/// <summary>OpenAI's own API through the official SDK, with the SDK's own retries off.</summary>
public sealed class OpenAIProvider : OpenAIProviderBase
{
    private const string ApiKeyVariable = "OPENAI_API_KEY";

    // The SDK insists on a key when it is made; the credential handler replaces this one in every request.
    private const string SuppliedPerRequest = "supplied-per-request";

    private static readonly Uri DefaultEndpoint = new("https://api.openai.com/v1");

    /// <inheritdoc />
    public override string Type => "OpenAI";

    /// <inheritdoc />
    [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties | DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)]
    public override Type OptionsType => typeof(OpenAIProviderOptions);

    /// <inheritdoc />
    public override void Validate(ProviderContext context, ICollection<string> failures)
    {
        ArgumentNullException.ThrowIfNull(context);
        context.RequireApiKey(ApiKeyVariable, failures);
    }

    /// <inheritdoc />
    public override Uri? GetDefaultEndpoint(ProviderContext context) => DefaultEndpoint;

    /// <inheritdoc />
    protected override OpenAIConnection Connect(ProviderContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var key = context.FindApiKey(ApiKeyVariable);
        return new OpenAIConnection(
            context.Options.Endpoint ?? DefaultEndpoint,
            ApiKeyAuthenticationPolicy.CreateBearerAuthorizationPolicy(new ApiKeyCredential(key ?? SuppliedPerRequest)),
            ProviderHttp.CreateClient(context, SetApiKey, key));
    }

    /// <inheritdoc />
    protected override void Configure(ProviderContext context, OpenAIClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(options);
        var configured = (OpenAIProviderOptions)context.Options;
        options.OrganizationId = configured.Organization;
        options.ProjectId = configured.Project;
    }

    private static void SetApiKey(HttpRequestHeaders headers, string key) => headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
}
