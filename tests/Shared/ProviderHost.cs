using System.Text;
using AiGateway.Client.Context;
using AiGateway.Client.Providers;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace AiGateway.Client.Tests;

/// <summary>A gateway with one provider, whose SDK talks to a stubbed transport.</summary>
internal sealed class ProviderHost : IAsyncDisposable
{
    /// <summary>No machine has this variable, whatever keys it holds.</summary>
    public const string NoVariable = "AIGATEWAY_TESTS_NO_SUCH_KEY";

    private readonly ServiceProvider _services;
    private readonly HttpClient _http;

    /// <param name="add">Adds the provider's package.</param>
    /// <param name="provider">The JSON of the provider's section, without braces.</param>
    /// <param name="http">The transport.</param>
    /// <param name="model">The model of the only target.</param>
    public ProviderHost(Func<IAiGatewayBuilder, IAiGatewayBuilder> add, string provider, StubHttp http, string model = "model")
    {
        Http = http;
        _http = new HttpClient(http);
        _services = Build(add, provider, model, _http);
    }

    public StubHttp Http { get; }

    public IChatClient Client => _services.GetRequiredService<IChatClient>();

    public SentRequest Sent => Http.Requests[^1];

    /// <summary>Lists what is wrong with a configuration; empty when nothing is.</summary>
    public static IReadOnlyList<string> Failures(Func<IAiGatewayBuilder, IAiGatewayBuilder> add, string provider)
    {
        using var http = new HttpClient(new StubHttp(""));
        using var services = Build(add, provider, "model", http);
        try
        {
            services.GetRequiredService<IAiGateway>();
            return [];
        }
        catch (OptionsValidationException exception)
        {
            return [.. exception.Failures];
        }
    }

    /// <summary>Makes the context in which an adapter sees a configured provider.</summary>
    public static ProviderContext Context(ProviderOptions options) => new("p", "AiGateway:Providers:p", options, new ServiceCollection().BuildServiceProvider());

    public Task<ChatResponse> AskAsync(bool streamed, ChatOptions? options = null, CancellationToken cancellationToken = default) => streamed
        ? Client.GetStreamingResponseAsync("Hi", options, cancellationToken).ToChatResponseAsync(cancellationToken)
        : Client.GetResponseAsync("Hi", options, cancellationToken);

    /// <summary>Asks, and returns the only attempt's record of a call that must fail.</summary>
    public async Task<GatewayAttempt> FailAsync(bool streamed, ChatOptions? options = null)
    {
        GatewayResult? result = null;
        var gatewayOptions = new GatewayChatOptions(options) { OnCompleted = completed => result = completed };
        Exception? exception = null;
        try
        {
            await AskAsync(streamed, gatewayOptions);
        }
        catch (Exception caught)
        {
            exception = caught;
        }

        Assert.That(exception, Is.Not.Null, "the call was to fail");
        return result!.Attempts.Single();
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _http.Dispose();
    }

    private static ServiceProvider Build(Func<IAiGatewayBuilder, IAiGatewayBuilder> add, string provider, string model, HttpClient http)
    {
        var json = $$"""
            { "AiGateway": {
                "Providers": { "p": { {{provider}} } },
                "Routes": { "chat": { "Retry": { "MaxRetries": 0 }, "Targets": { "main": { "Provider": "p", "Model": "{{model}}" } } } } } }
            """;
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(json));
        var configuration = new ConfigurationBuilder().AddJsonStream(stream).Build();
        var builder = new ServiceCollection().AddAiGateway(configuration.GetSection("AiGateway"));
        add(builder).Configure(options =>
        {
            foreach (var configured in options.Providers.Values)
            {
                configured.HttpClient ??= http;
            }
        });
        return builder.Services.BuildServiceProvider();
    }
}
