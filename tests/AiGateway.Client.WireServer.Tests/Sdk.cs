using System.ClientModel;
using System.ClientModel.Primitives;
using Anthropic;
using Microsoft.Extensions.AI;
using OllamaSharp;
using OpenAI;

namespace AiGateway.Client.Wire.Tests;

/// <summary>Makes the vendors' own clients, pointed at the server, their retries off.</summary>
internal static class Sdk
{
    public const string Key = "loopback-key";

    public const string Model = "model-a";

    public static readonly WireApi[] Apis =
        [WireApi.OpenAIChat, WireApi.OpenAIResponses, WireApi.AzureChat, WireApi.AzureResponses, WireApi.Anthropic, WireApi.Ollama];

    public static IChatClient Connect(WireServer server, WireApi api, HttpClient http) => api switch
    {
        WireApi.OpenAIChat => OpenAI(server.OpenAIEndpoint, http).GetChatClient(Model).AsIChatClient(),
        WireApi.OpenAIResponses => OpenAI(server.OpenAIEndpoint, http).GetResponsesClient().AsIChatClient(Model),
        WireApi.AzureChat => OpenAI(server.AzureEndpoint, http).GetChatClient(Model).AsIChatClient(),
        WireApi.AzureResponses => OpenAI(server.AzureEndpoint, http).GetResponsesClient().AsIChatClient(Model),
        WireApi.Anthropic => new AnthropicClient { ApiKey = Key, BaseUrl = server.BaseAddress.ToString(), MaxRetries = 0, HttpClient = http }.AsIChatClient(Model),
        WireApi.Ollama => new OllamaApiClient(http, Model),
        _ => throw new ArgumentOutOfRangeException(nameof(api), api, null),
    };

    public static HttpClient Http(WireServer server) => new() { BaseAddress = server.BaseAddress };

    public static Task<ChatResponse> Ask(this IChatClient client, bool streamed, ChatOptions? options = null, params IEnumerable<ChatMessage> messages)
    {
        List<ChatMessage> list = [.. messages];
        if (list.Count == 0)
        {
            list.Add(new ChatMessage(ChatRole.User, "Hi"));
        }

        return streamed ? client.GetStreamingResponseAsync(list, options).ToChatResponseAsync() : client.GetResponseAsync(list, options);
    }

    private static OpenAIClient OpenAI(Uri endpoint, HttpClient http) => new(new ApiKeyCredential(Key), new OpenAIClientOptions
    {
        Endpoint = endpoint,
        Transport = new HttpClientPipelineTransport(http),
        RetryPolicy = new ClientRetryPolicy(0),
    });
}
