using System.Diagnostics.CodeAnalysis;
using System.Net.Http.Headers;
using System.Text.Json;
using AiGateway.Client.Resilience;
using Anthropic;
using Anthropic.Core;
using Anthropic.Exceptions;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Providers;

/// <summary>Anthropic's messages API through the official SDK, with the SDK's own retries and spans off.</summary>
/// <remarks>
/// What the SDK would take from the process environment (address, key, token, telemetry) is set here, so that the configuration alone decides where
/// a request goes. A refusal of the model ends with finish reason <c>content_filter</c>.
/// </remarks>
public sealed class AnthropicProvider : IChatProvider
{
    private const string ApiKeyVariable = "ANTHROPIC_API_KEY";
    private const string ApiKeyHeader = "x-api-key";
    private const string VersionHeader = "anthropic-version";
    private const string BetaHeader = "anthropic-beta";

    // The SDK's chat client leaves these out; see its mapping of ChatOptions.
    private const ChatOptionKinds Dropped =
        ChatOptionKinds.Temperature | ChatOptionKinds.TopP | ChatOptionKinds.TopK | ChatOptionKinds.Seed | ChatOptionKinds.FrequencyPenalty
        | ChatOptionKinds.PresencePenalty | ChatOptionKinds.JsonWithoutSchema | ChatOptionKinds.ConversationId | ChatOptionKinds.BackgroundResponses;

    private static readonly Uri DefaultEndpoint = new("https://api.anthropic.com");

    /// <inheritdoc />
    public string Type => "Anthropic";

    /// <inheritdoc />
    [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties | DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)]
    public Type OptionsType => typeof(AnthropicProviderOptions);

    /// <inheritdoc />
    public void Validate(ProviderContext context, ICollection<string> failures)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(failures);
        context.RequireApiKey(ApiKeyVariable, failures);
        var options = (AnthropicProviderOptions)context.Options;
        if (options.DefaultMaxTokens < 1)
        {
            failures.Add($"{context.Path}:DefaultMaxTokens = '{options.DefaultMaxTokens}' is out of range: at least 1.");
        }
    }

    /// <inheritdoc />
    public IChatClient CreateClient(ProviderContext context, string model)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(model);
        var options = (AnthropicProviderOptions)context.Options;
        var key = context.FindApiKey(ApiKeyVariable);
        var client = new AnthropicClient(new ClientOptions
        {
            HttpClient = ProviderHttp.CreateClient(context, SetApiKey, key, Headers(options, key)),
            BaseUrl = BaseUrl(options.Endpoint ?? DefaultEndpoint),
            MaxRetries = 0,
            Timeout = ProviderHttp.LastResortTimeout,
            ApiKey = null,
            AuthToken = null,
            OpenTelemetry = false,
            ExtraHeaders = options.Beta is { Length: > 0 } beta ? new Dictionary<string, string> { [BetaHeader] = beta } : null,
        });
        return new AnthropicChatClient(client.AsIChatClient(model, options.DefaultMaxTokens, options.Thinking ?? DefaultThinking(model)));
    }

    /// <inheritdoc />
    public ProviderCapabilities GetCapabilities(ProviderContext context, string model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return AnthropicModels.Describe(model);
    }

    /// <inheritdoc />
    public IReadOnlyList<string> GetDroppedOptions(ProviderContext context, string model, ChatOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var kinds = Dropped;
        kinds |= options.ToolMode is null ? ChatOptionKinds.AllowMultipleToolCalls : ChatOptionKinds.None;
        kinds |= HasProperties(options.ResponseFormat) ? ChatOptionKinds.None : ChatOptionKinds.JsonSchema;
        return kinds.FindIn(options, IsSupported);
    }

    /// <inheritdoc />
    public Uri? GetDefaultEndpoint(ProviderContext context) => DefaultEndpoint;

    /// <inheritdoc />
    public ProviderFailure? Classify(Exception exception, ResponseCapture? response)
    {
        if (exception is not AnthropicServiceException failure || response is { StatusCode: >= 400 } or { Error: not null })
        {
            return null;
        }

        var status = (int?)(failure as AnthropicApiException)?.StatusCode;
        var code = failure.ErrorCode ?? failure.Type?.Raw();
        return new ProviderFailure(FailureClassifier.FromCode(code) ?? (status is { } known ? FailureClassifier.FromStatus(known) : FailureKind.ServerError))
        {
            StatusCode = status ?? response?.StatusCode,
            ErrorCode = code,
        };
    }

    private static void SetApiKey(HttpRequestHeaders headers, string key)
    {
        headers.Remove(ApiKeyHeader);
        headers.TryAddWithoutValidation(ApiKeyHeader, key);
    }

    private static List<KeyValuePair<string, string>> Headers(AnthropicProviderOptions options, string? key)
    {
        List<KeyValuePair<string, string>> headers = [];
        if (key is not null)
        {
            headers.Add(new(ApiKeyHeader, key));
        }

        if (options.ApiVersion is { Length: > 0 } version)
        {
            headers.Add(new(VersionHeader, version));
        }

        return headers;
    }

    // The SDK adds the version of the path itself.
    private static string BaseUrl(Uri endpoint)
    {
        var address = endpoint.AbsoluteUri.TrimEnd('/');
        return address.EndsWith("/v1", StringComparison.OrdinalIgnoreCase) ? address[..^3] : address;
    }

    private static AnthropicThinkingMode DefaultThinking(string model) =>
        AnthropicModels.IsEarly(model) is true ? AnthropicThinkingMode.Extended : AnthropicThinkingMode.Adaptive;

    private static bool HasProperties(ChatResponseFormat? format) =>
        format is ChatResponseFormatJson { Schema: { ValueKind: JsonValueKind.Object } schema }
        && schema.TryGetProperty("properties", out var properties) && properties.ValueKind is JsonValueKind.Object;

    private static bool IsSupported(AITool tool) =>
        tool is HostedWebSearchTool or HostedCodeInterpreterTool || tool.GetType().Assembly == typeof(AnthropicClient).Assembly;
}
