using AiGateway.Client.Context;
using AiGateway.Client.Quotas;
using AiGateway.Client.RateLimiting;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace AiGateway.Client.Tests.Quotas;

/// <summary>A gateway with limits over one fake client, asked without retries.</summary>
internal sealed class LimitedGateway : IAsyncDisposable
{
    private readonly string _targets;
    private readonly int _retries;

    public LimitedGateway(string limits, FakeChatClient? fake = null, ICostEstimator? estimator = null, string? targets = null, int retries = 0,
        Action<IAiGatewayBuilder>? configure = null)
    {
        _targets = targets ?? """ "main": { "Provider": "fake", "Model": "m" } """;
        _retries = retries;
        Fake = fake ?? new FakeChatClient();
        Gateway = new TestGateway(Json(limits, _targets, _retries), builder =>
        {
            builder.AddProvider("Fake", (_, _) => Fake);
            builder.Services.AddSingleton(estimator ?? new FlatEstimator());
            configure?.Invoke(builder);
        });
    }

    public TestGateway Gateway { get; }

    public FakeChatClient Fake { get; }

    public IQuotaStore Store => Gateway.Services.GetRequiredService<IQuotaStore>();

    public int Waiting => Gateway.Services.GetRequiredService<LimitQueues>().Waiting;

    public TestClock Time => Gateway.Time;

    public static IReadOnlyList<string> Failures(string limits) => TestGateway.Failures(
        Json(limits, """ "main": { "Provider": "fake", "Model": "m" } """), builder => builder.AddProvider("Fake", (_, _) => new FakeChatClient()));

    public void Reload(string limits) => Gateway.Reload(Json(limits, _targets, _retries));

    public Task<ChatResponse> AskAsync(bool streamed, GatewayChatOptions? options = null, CancellationToken cancellationToken = default) => streamed
        ? Gateway.Client.GetStreamingResponseAsync("Hi", options, cancellationToken).ToChatResponseAsync(CancellationToken.None)
        : Gateway.Client.GetResponseAsync("Hi", options, cancellationToken);

    public async Task<GatewayLimit> AskForLimitAsync(bool streamed, GatewayChatOptions? options = null) =>
        (await AskAsync(streamed, options)).GetGatewayResult().Limits.Single();

    public async Task<TException> RefuseAsync<TException>(bool streamed, GatewayChatOptions? options = null)
        where TException : Exception => (await Assert.ThrowsAsync<TException>(() => AskAsync(streamed, options)))!;

    public static GatewayChatOptions By(string? tenant = null, string? user = null, string? app = null, string? tag = null) => new()
    {
        Caller = new GatewayCaller { Tenant = tenant, User = user, Application = app },
        Tags = tag is null ? null : new Dictionary<string, string> { ["feature"] = tag },
    };

    public ValueTask DisposeAsync() => Gateway.DisposeAsync();

    private static string Json(string limits, string targets, int retries = 0) => $$"""
        { "AiGateway": { {{limits}}, "Providers": { "fake": { "Type": "Fake" }, "other": { "Type": "Fake" } },
            "Routes": { "chat": { "Retry": { "MaxRetries": {{retries}} }, "Breaker": { "Enabled": false }, "Targets": { {{targets}} } } } } }
        """;
}
