using AiGateway.Client.Providers;
using AiGateway.Client.Resilience;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace AiGateway.Client.Tests;

public sealed class OpenAICompatiblePresetTests
{
    private static readonly ChatOptions AllOptions = new()
    {
        Temperature = 0.5f,
        TopP = 0.5f,
        TopK = 4,
        Seed = 5,
        FrequencyPenalty = 0.5f,
        PresencePenalty = 0.5f,
        StopSequences = ["x"],
        MaxOutputTokens = 6,
        ResponseFormat = ChatResponseFormat.Json,
    };

    [TestCase("Gemini", "https://generativelanguage.googleapis.com/v1beta/openai/chat/completions", "gcp.gemini")]
    [TestCase("Mistral", "https://api.mistral.ai/v1/chat/completions", "mistral_ai")]
    [TestCase("Groq", "https://api.groq.com/openai/v1/chat/completions", "groq")]
    [TestCase("DeepSeek", "https://api.deepseek.com/chat/completions", "deepseek")]
    [TestCase("xAI", "https://api.x.ai/v1/chat/completions", "x_ai")]
    [TestCase("OpenRouter", "https://openrouter.ai/api/v1/chat/completions", "openrouter")]
    [TestCase("Together", "https://api.together.ai/v1/chat/completions", "together_ai")]
    [TestCase("Fireworks", "https://api.fireworks.ai/inference/v1/chat/completions", "fireworks_ai")]
    [TestCase("Perplexity", "https://api.perplexity.ai/v1/responses", "perplexity")]
    [TestCase("Bedrock", "https://bedrock-runtime.eu-central-1.amazonaws.com/openai/v1/chat/completions", "aws.bedrock")]
    [TestCase("vLLM", "http://localhost:8000/v1/chat/completions", "vllm")]
    [TestCase("LMStudio", "http://localhost:1234/v1/chat/completions", "lm_studio")]
    [TestCase("LlamaCpp", "http://localhost:8080/v1/chat/completions", "llama_cpp")]
    public async Task Call_Preset_ReachesItsAddressUnderItsName(string preset, string address, string telemetryName)
    {
        foreach (var streamed in new[] { false, true })
        {
            var responses = address.EndsWith("responses", StringComparison.Ordinal);
            await using var host = Host(preset, responses ? ResponsesWire.Completed(streamed) : OpenAIWire.Chat(streamed));
            Assert.That((await host.AskAsync(streamed)).Text, Is.EqualTo("hello"));
            Assert.That((host.Sent.Address.AbsoluteUri, host.Sent.Headers["Authorization"]), Is.EqualTo((address, "Bearer k")));
        }

        var provider = new OpenAICompatibleProvider();
        var context = ProviderHost.Context(new OpenAICompatibleProviderOptions { ApiKey = "k", Preset = Enum.Parse<OpenAICompatiblePreset>(preset, true), Region = "eu-central-1" });
        using var client = provider.CreateClient(context, "m");
        Assert.That(client.GetService<ChatClientMetadata>()?.ProviderName, Is.EqualTo(telemetryName));
        Assert.That(address, Does.StartWith(provider.GetDefaultEndpoint(context)!.AbsoluteUri.TrimEnd('/') + "/"));
    }

    [Test]
    public void Endpoints_EveryPreset_IsInTheTable() =>
        Assert.That(Enum.GetValues<OpenAICompatiblePreset>().Where(preset => OpenAICompatibleEndpoint.Of(preset).Address is null), Is.Empty);

    [Test]
    public async Task Call_Mistral_IsSpokenToInItsWords([Values] bool streamed)
    {
        var sent = await SendAsync("Mistral", streamed);
        Assert.That(((int?)sent.Json["max_tokens"], (int?)sent.Json["random_seed"]), Is.EqualTo(((int?)6, (int?)5)));
        Assert.That(sent.Json.Select(property => property.Key), Does.Not.Contain("stream_options").And.Not.Contain("seed").And.Not.Contain("max_completion_tokens"));
    }

    [Test]
    public async Task Call_Groq_SendsNoNames([Values] bool streamed)
    {
        var message = new ChatMessage(ChatRole.User, "Hi") { AuthorName = "someone" };
        Assert.That((await SendAsync("Groq", message, streamed)).Body, Does.Not.Contain("someone"));
        Assert.That((await SendAsync("Gemini", message, streamed)).Body, Does.Contain("someone"));
        Assert.That(message.AuthorName, Is.EqualTo("someone"), "the caller's message");
    }

    [TestCase("grok-4", false)]
    [TestCase("grok-4-fast-non-reasoning", true)]
    public async Task Call_XAI_LeavesOutWhatReasoningModelsRefuse(string model, bool sent)
    {
        foreach (var streamed in new[] { false, true })
        {
            var body = (await SendAsync("xAI", streamed, model)).Json;
            Assert.That(new[] { "frequency_penalty", "presence_penalty", "stop" }.Select(body.ContainsKey), Is.All.EqualTo(sent));
            Assert.That((body.ContainsKey("max_tokens"), body.ContainsKey("temperature")), Is.EqualTo((true, true)));
        }
    }

    [Test]
    public async Task Call_LMStudio_AsksForNoJsonWithoutSchema([Values] bool streamed)
    {
        Assert.That((await SendAsync("LMStudio", streamed)).Json.ContainsKey("response_format"), Is.False);
        var schema = new ChatOptions { ResponseFormat = ChatResponseFormat.ForJsonSchema<int>() };
        await using var host = Host("LMStudio", OpenAIWire.Chat(streamed));
        await host.AskAsync(streamed, schema);
        Assert.That((string?)host.Sent.Json["response_format"]!["type"], Is.EqualTo("json_schema"));
    }

    [TestCase("OpenRouter", true)]
    [TestCase("vLLM", true)]
    [TestCase("LMStudio", true)]
    [TestCase("LlamaCpp", true)]
    [TestCase("Gemini", false)]
    public async Task Call_TopK_IsSentWhereItIsTaken(string preset, bool taken)
    {
        foreach (var streamed in new[] { false, true })
        {
            Assert.That((int?)(await SendAsync(preset, streamed)).Json["top_k"], Is.EqualTo(taken ? 4 : null));
        }
    }

    [TestCase("Gemini", "TopK")]
    [TestCase("Mistral", "TopK")]
    [TestCase("DeepSeek", "Temperature, TopK, FrequencyPenalty, PresencePenalty")]
    [TestCase("xAI", "TopK, FrequencyPenalty, PresencePenalty, StopSequences")]
    [TestCase("LMStudio", "ResponseFormat")]
    [TestCase("OpenRouter", "")]
    [TestCase("Perplexity", "TopK, Seed, FrequencyPenalty, PresencePenalty, StopSequences")]
    public void GetDroppedOptions_NamesWhatHasNoEffect(string preset, string expected)
    {
        var context = ProviderHost.Context(new OpenAICompatibleProviderOptions { Preset = Enum.Parse<OpenAICompatiblePreset>(preset, true) });
        var dropped = new OpenAICompatibleProvider().GetDroppedOptions(context, "m", AllOptions);
        Assert.That(string.Join(", ", dropped), Is.EqualTo(expected));
    }

    [Test]
    public async Task Call_DroppedOptionsRejected_FailsBeforeTheWire([Values] bool streamed)
    {
        await using var host = Host("DeepSeek", OpenAIWire.Chat(streamed), ", \"DroppedOptions\": \"Reject\"");
        var failure = (await host.FailAsync(streamed, new ChatOptions { Temperature = 0.5f })).Failure;
        Assert.That((failure?.Kind, failure?.ErrorCode, host.Http.Requests.Count), Is.EqualTo(((FailureKind?)FailureKind.BadRequest, "option_not_supported", 0)));
    }

    [Test]
    public void GetCapabilities_DeepSeek_HasNoSchemas()
    {
        var provider = new OpenAICompatibleProvider();
        Assert.That(new[] { OpenAICompatiblePreset.DeepSeek, OpenAICompatiblePreset.Gemini }.Select(preset =>
            provider.GetCapabilities(ProviderHost.Context(new OpenAICompatibleProviderOptions { Preset = preset }), "m").JsonSchema), Is.EqualTo(new[] { false, true }));
    }

    [Test]
    public async Task Call_CallersRawOptions_AreKept([Values] bool streamed)
    {
#pragma warning disable SCME0001
        var options = new ChatOptions
        {
            MaxOutputTokens = 6,
            RawRepresentationFactory = _ =>
            {
                var raw = new OpenAI.Chat.ChatCompletionOptions();
                raw.Patch.Set("$.safe_prompt"u8, true);
                return raw;
            },
        };
#pragma warning restore SCME0001
        await using var host = Host("Mistral", OpenAIWire.Chat(streamed));
        await host.AskAsync(streamed, options);
        Assert.That(((bool?)host.Sent.Json["safe_prompt"], (int?)host.Sent.Json["max_tokens"], options.MaxOutputTokens), Is.EqualTo(((bool?)true, (int?)6, (int?)6)));
    }

    [Test]
    public async Task Call_ErrorInsideA200_IsClassifiedByItsCode([Values] bool streamed)
    {
        const string error = """{"error":{"code":429,"message":"x"}}""";
        await using var host = Host("OpenRouter", streamed ? new StubHttp("data: " + error + "\n\n", OpenAIWire.EventStream) : new StubHttp(error));
        Assert.That((await host.FailAsync(streamed)).Failure?.Kind, Is.EqualTo(FailureKind.RateLimited));
    }

    private static ProviderHost Host(string preset, StubHttp http, string more = "", string model = "model") => new(
        builder => builder.AddOpenAICompatible(),
        "\"Type\": \"OpenAICompatible\", \"ApiKey\": \"k\", \"Region\": \"eu-central-1\", \"Preset\": \"" + preset + "\"" + more, http, model);

    private static async Task<SentRequest> SendAsync(string preset, bool streamed, string model = "model")
    {
        await using var host = Host(preset, OpenAIWire.Chat(streamed), model: model);
        await host.AskAsync(streamed, AllOptions);
        return host.Sent;
    }

    private static async Task<SentRequest> SendAsync(string preset, ChatMessage message, bool streamed)
    {
        await using var host = Host(preset, OpenAIWire.Chat(streamed));
        if (streamed)
        {
            await host.Client.GetStreamingResponseAsync(message).ToChatResponseAsync();
        }
        else
        {
            await host.Client.GetResponseAsync(message);
        }

        return host.Sent;
    }
}
