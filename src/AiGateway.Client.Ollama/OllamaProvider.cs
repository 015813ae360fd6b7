using System.Diagnostics.CodeAnalysis;
using System.Net.Http.Headers;
using AiGateway.Client.Resilience;
using Microsoft.Extensions.AI;
using OllamaSharp;
using OllamaSharp.Models.Exceptions;

namespace AiGateway.Client.Providers;

/// <summary>Ollama's chat API through OllamaSharp. A key is optional; hosted servers take one as a bearer token.</summary>
public sealed class OllamaProvider : IChatProvider
{
    private const string HostedName = "ollama.com";
    private const string HostedApiKeyVariable = "OLLAMA_API_KEY";
    private const int BadRequest = 400;

    // OllamaSharp leaves these out; see its mapping of ChatOptions.
    private const ChatOptionKinds Dropped =
        ChatOptionKinds.ToolMode | ChatOptionKinds.AllowMultipleToolCalls | ChatOptionKinds.ConversationId | ChatOptionKinds.BackgroundResponses
        | ChatOptionKinds.ReasoningOutput;

    private static readonly Uri DefaultEndpoint = new("http://localhost:11434");

    /// <inheritdoc />
    public string Type => "Ollama";

    /// <inheritdoc />
    [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties | DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)]
    public Type OptionsType => typeof(OllamaProviderOptions);

    /// <inheritdoc />
    public void Validate(ProviderContext context, ICollection<string> failures)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(failures);
        var options = (OllamaProviderOptions)context.Options;
        if (IsHosted(options))
        {
            context.RequireApiKey(HostedApiKeyVariable, failures);
        }

        if (options.ContextLength < 1)
        {
            failures.Add($"{context.Path}:ContextLength = '{options.ContextLength}' is out of range: at least 1.");
        }
    }

    /// <inheritdoc />
    public IChatClient CreateClient(ProviderContext context, string model)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(model);
        var options = (OllamaProviderOptions)context.Options;

        // A key that the environment holds for the hosted service is no other server's business.
        var key = context.FindApiKey(IsHosted(options) ? HostedApiKeyVariable : null);
        KeyValuePair<string, string>[] headers = key is null ? [] : [new("Authorization", $"Bearer {key}")];
        var http = ProviderHttp.CreateClient(context, SetApiKey, key, headers, keyOptional: true);
        http.BaseAddress = BaseAddress(options.Endpoint ?? DefaultEndpoint);
        return new OllamaChatClient(new OllamaApiClient(http, model), options);
    }

    /// <inheritdoc />
    public ProviderCapabilities GetCapabilities(ProviderContext context, string model)
    {
        ArgumentNullException.ThrowIfNull(context);
        return new() { ContextWindow = ((OllamaProviderOptions)context.Options).ContextLength };
    }

    /// <inheritdoc />
    public IReadOnlyList<string> GetDroppedOptions(ProviderContext context, string model, ChatOptions options) => Dropped.FindIn(options);

    /// <inheritdoc />
    public Uri? GetDefaultEndpoint(ProviderContext context) => DefaultEndpoint;

    /// <inheritdoc />
    public ProviderFailure? Classify(Exception exception, ResponseCapture? response) => exception switch
    {
        AttachmentNotSupportedException => new ProviderFailure(FailureKind.BadRequest) { ErrorCode = AttachmentNotSupportedException.ErrorCode },
        ModelDoesNotSupportToolsException => new ProviderFailure(FailureKind.BadRequest) { StatusCode = BadRequest, ErrorCode = "tools_not_supported" },
        OllamaException when response?.StatusCode is null => new ProviderFailure(FailureKind.BadRequest) { StatusCode = BadRequest },
        _ => null,
    };

    private static void SetApiKey(HttpRequestHeaders headers, string key) => headers.Authorization = new AuthenticationHeaderValue("Bearer", key);

    private static bool IsHosted(OllamaProviderOptions options) =>
        options.Endpoint is { Scheme: "https", IdnHost: var host } && host.Equals(HostedName, StringComparison.OrdinalIgnoreCase);

    // The SDK appends "api/chat" to the address, as relative addresses are: a last segment without a slash would be lost.
    private static Uri BaseAddress(Uri endpoint)
    {
        var address = endpoint.AbsoluteUri.TrimEnd('/');
        return new Uri((address.EndsWith("/api", StringComparison.OrdinalIgnoreCase) ? address[..^4] : address) + "/");
    }
}
