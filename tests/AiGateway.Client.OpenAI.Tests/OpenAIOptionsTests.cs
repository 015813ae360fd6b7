using AiGateway.Client.Providers;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace AiGateway.Client.Tests;

public sealed class OpenAIOptionsTests
{
    private const string Provider = "\"Type\": \"OpenAI\", \"ApiKey\": \"k\"";

    [Test]
    public async Task Call_OrganisationProjectAndQuery_AreSent([Values] bool streamed)
    {
        await using var host = new ProviderHost(builder => builder.AddOpenAI(), Provider + ", \"Organization\": \"o\", \"Project\": \"p\", \"Query\": { \"tier\": \"a b\" }", OpenAIWire.Chat(streamed));
        Assert.That((await host.AskAsync(streamed)).Text, Is.EqualTo("hello"));
        Assert.That((host.Sent.Headers["OpenAI-Organization"], host.Sent.Headers["OpenAI-Project"], host.Sent.Address.AbsoluteUri),
            Is.EqualTo(("o", "p", "https://api.openai.com/v1/chat/completions?tier=a%20b")));
    }

    [Test]
    public void Read_UnknownKeyOrApi_NamesTheKnownOnes() =>
        Assert.That(ProviderHost.Failures(builder => builder.AddOpenAI(), Provider + ", \"Organisation\": \"o\", \"Api\": \"Assistants\""), Is.EquivalentTo(new[]
        {
            "AiGateway:Providers:p:Organisation is not a known key. Did you mean 'Organization'? Known keys: Api, ApiKey, ApiKeyEnvironmentVariable, ApiKeys, DroppedOptions, " +
                "EncryptedReasoning, Endpoint, Headers, HttpClientName, Organization, Project, Query, Region, Store, Type.",
            "AiGateway:Providers:p:Api = 'Assistants' is not one of ChatCompletions, Responses.",
        }));

    [Test]
    public void GetDefaultEndpoint_IsTheVendors() =>
        Assert.That(new OpenAIProvider().GetDefaultEndpoint(ProviderHost.Context(new OpenAIProviderOptions())), Is.EqualTo(new Uri("https://api.openai.com/v1")));

    [Test]
    public async Task Call_OptionsNotNamedAsDropped_AreOnTheWire([Values] bool streamed)
    {
        var options = new ChatOptions
        {
            Temperature = 0.5f,
            TopP = 0.5f,
            Seed = 5,
            FrequencyPenalty = 0.5f,
            PresencePenalty = 0.5f,
            StopSequences = ["x"],
            MaxOutputTokens = 6,
            ResponseFormat = ChatResponseFormat.Json,
            Reasoning = new() { Effort = ReasoningEffort.Low },
            ToolMode = ChatToolMode.RequireAny,
            AllowMultipleToolCalls = false,
            Tools = [AIFunctionFactory.Create(() => 1, "f")],
        };
        Assert.That(new OpenAIProvider().GetDroppedOptions(ProviderHost.Context(new OpenAIProviderOptions()), "m", options), Is.Empty);
        await using var host = new ProviderHost(builder => builder.AddOpenAI(), Provider, OpenAIWire.Chat(streamed));
        await host.AskAsync(streamed, options);
        Assert.That(host.Sent.Json.Select(property => property.Key).Except(["stream", "stream_options"]), Is.EquivalentTo(new[]
        {
            "messages", "model", "temperature", "top_p", "seed", "frequency_penalty", "presence_penalty", "stop", "max_completion_tokens", "response_format", "reasoning_effort",
            "tool_choice", "parallel_tool_calls", "tools",
        }));
    }
}
