using System.ClientModel;
using System.ClientModel.Primitives;
using System.Diagnostics.CodeAnalysis;
using AiGateway.Client.Resilience;
using Microsoft.Extensions.AI;
using OpenAI;

namespace AiGateway.Client.Providers;

/// <summary>What adapters over the official OpenAI SDK share, with the SDK's own retries off. Derive from it to reach another endpoint that speaks OpenAI's protocol.</summary>
public abstract class OpenAIProviderBase : IChatProvider
{
    // The SDK's chat clients leave these out; see their mapping of ChatOptions.
    private protected const ChatOptionKinds DroppedByChat =
        ChatOptionKinds.TopK | ChatOptionKinds.ConversationId | ChatOptionKinds.BackgroundResponses | ChatOptionKinds.ReasoningOutput;

    private const ChatOptionKinds DroppedByResponses =
        ChatOptionKinds.TopK | ChatOptionKinds.Seed | ChatOptionKinds.StopSequences | ChatOptionKinds.FrequencyPenalty | ChatOptionKinds.PresencePenalty;

    /// <inheritdoc />
    public abstract string Type { get; }

    /// <inheritdoc />
    [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties | DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)]
    public abstract Type OptionsType { get; }

    /// <inheritdoc />
    public abstract void Validate(ProviderContext context, ICollection<string> failures);

    /// <inheritdoc />
    public IChatClient CreateClient(ProviderContext context, string model)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(model);
        var connection = Connect(context);
        var options = new OpenAIClientOptions
        {
            Endpoint = connection.Endpoint,
            Transport = new HttpClientPipelineTransport(connection.Http),
            RetryPolicy = new ClientRetryPolicy(0),
            NetworkTimeout = ProviderHttp.LastResortTimeout,
        };
        var configured = (OpenAIProviderOptionsBase)context.Options;
        if (configured.Query is { Count: > 0 } query)
        {
            options.AddPolicy(CreateQueryPolicy(query), PipelinePosition.PerCall);
        }

        Configure(context, options);
#pragma warning disable OPENAI001 // The SDK marks the constructor with a policy and the Responses client experimental.
        var client = new OpenAIClient(connection.Authentication, options);
        IChatClient chatClient = GetApi(context) is OpenAIApi.Responses
            ? new ResponsesChatClient(client.GetResponsesClient().AsIChatClient(model), configured.Store, configured.EncryptedReasoning ?? StatelessReasoning.IsReasoningModel(model))
            : new RefusalChatClient(client.GetChatClient(model).AsIChatClient());
#pragma warning restore OPENAI001
        return new RenamedChatClient(new UsageChatClient(Adapt(context, model, chatClient), TellsCost(context)), GetTelemetryName(context));
    }

    /// <inheritdoc />
    public virtual ProviderCapabilities GetCapabilities(ProviderContext context, string model) => new();

    /// <inheritdoc />
    public virtual UsageProfile GetUsageProfile(ProviderContext context, string model) => new() { Vendor = "openai" };

    /// <inheritdoc />
    public virtual IReadOnlyList<string> GetDroppedOptions(ProviderContext context, string model, ChatOptions options) =>
        GetApi(context) is OpenAIApi.Responses ? DroppedByResponses.FindIn(options, IsHostedTool) : DroppedByChat.FindIn(options, IsSentByChat);

    /// <inheritdoc />
    public abstract Uri? GetDefaultEndpoint(ProviderContext context);

    /// <inheritdoc />
    public virtual ProviderFailure? Classify(Exception exception, ResponseCapture? response) =>
        response?.StatusCode is null && exception is ClientResultException { Status: > 0 } failure
            ? new ProviderFailure(FailureClassifier.FromStatus(failure.Status)) { StatusCode = failure.Status }
            : null;

    /// <summary>Gets the name under which telemetry knows the provider, in the terms of the OpenTelemetry GenAI conventions.</summary>
    /// <param name="context">The configured provider.</param>
    /// <returns>The name; unless overridden, <c>openai</c>.</returns>
    protected virtual string GetTelemetryName(ProviderContext context) => "openai";

    /// <summary>Decorates the SDK's chat client with what the endpoint needs to be said otherwise.</summary>
    /// <param name="context">The configured provider.</param>
    /// <param name="model">The model.</param>
    /// <param name="client">The SDK's client.</param>
    /// <returns>The client to use; unless overridden, the same.</returns>
    protected virtual IChatClient Adapt(ProviderContext context, string model, IChatClient client) => client;

    /// <summary>Tells through which API the provider is asked.</summary>
    /// <param name="context">The configured provider.</param>
    /// <returns>The configured API; without one, chat completions.</returns>
    protected virtual OpenAIApi GetApi(ProviderContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return ((OpenAIProviderOptionsBase)context.Options).Api ?? OpenAIApi.ChatCompletions;
    }

    /// <summary>Makes a policy that adds query parameters to every request.</summary>
    /// <param name="parameters">Names and values, not escaped.</param>
    /// <returns>The policy.</returns>
    protected static PipelinePolicy CreateQueryPolicy(IEnumerable<KeyValuePair<string, string>> parameters) => new QueryPolicy(parameters);

    /// <summary>Says where the provider is and how to prove who asks.</summary>
    /// <param name="context">The configured provider.</param>
    /// <returns>The connection.</returns>
    protected abstract OpenAIConnection Connect(ProviderContext context);

    /// <summary>Changes the SDK's options before the client is made.</summary>
    /// <param name="context">The configured provider.</param>
    /// <param name="options">The SDK's options.</param>
    protected virtual void Configure(ProviderContext context, OpenAIClientOptions options)
    {
    }

    /// <summary>Tells whether the endpoint's usage says what a request cost.</summary>
    private protected virtual bool TellsCost(ProviderContext context) => false;

    /// <summary>Tells whether the SDK's chat client writes a tool that is not a function.</summary>
    private protected static bool IsSentByChat(AITool tool) => tool is HostedWebSearchTool;

    // Tools of the abstraction and of the SDK are passed on; an application's own kinds are not.
    private static bool IsHostedTool(AITool tool) =>
        tool.GetType().Assembly == typeof(AITool).Assembly || tool.GetType().Assembly == typeof(OpenAIClientExtensions).Assembly;
}
