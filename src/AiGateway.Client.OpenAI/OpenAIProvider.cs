using System.ClientModel;
using System.ClientModel.Primitives;
using System.Diagnostics.CodeAnalysis;
using System.Net.Http.Headers;
using AiGateway.Client.Resilience;
using Microsoft.Extensions.AI;
using OpenAI;

namespace AiGateway.Client.Providers;

/// <summary>OpenAI's chat completions through the official SDK, with the SDK's own retries off.</summary>
public sealed class OpenAIProvider : IChatProvider
{
    private const string ApiKeyVariable = "OPENAI_API_KEY";

    // The SDK insists on a key when it is made; the credential handler replaces this one in every request.
    private const string SuppliedPerRequest = "supplied-per-request";

    /// <inheritdoc />
    public string Type => "OpenAI";

    /// <inheritdoc />
    [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties | DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)]
    public Type OptionsType => typeof(OpenAIProviderOptions);

    /// <inheritdoc />
    public void Validate(ProviderContext context, ICollection<string> failures)
    {
        ArgumentNullException.ThrowIfNull(context);
        context.RequireApiKey(ApiKeyVariable, failures);
    }

    /// <inheritdoc />
    public IChatClient CreateClient(ProviderContext context, string model)
    {
        ArgumentNullException.ThrowIfNull(context);
        var options = (OpenAIProviderOptions)context.Options;
        var key = context.FindApiKey(ApiKeyVariable);
        var http = ProviderHttp.CreateClient(context, SetApiKey, key);
        var clientOptions = new OpenAIClientOptions
        {
            Endpoint = options.Endpoint,
            OrganizationId = options.Organization,
            ProjectId = options.Project,
            Transport = new HttpClientPipelineTransport(http),
            RetryPolicy = new ClientRetryPolicy(0),
        };
        var client = new OpenAIClient(new ApiKeyCredential(key ?? SuppliedPerRequest), clientOptions);
        return new RefusalChatClient(client.GetChatClient(model).AsIChatClient());
    }

    /// <inheritdoc />
    public ProviderFailure? Classify(Exception exception, ResponseCapture? response) =>
        response?.StatusCode is null && exception is ClientResultException { Status: > 0 } failure
            ? new ProviderFailure(FailureClassifier.FromStatus(failure.Status)) { StatusCode = failure.Status }
            : null;

    private static void SetApiKey(HttpRequestHeaders headers, string key) => headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
}
