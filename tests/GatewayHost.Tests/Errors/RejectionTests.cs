using System.Net;
using AiGateway.Client.Pipeline;
using AiGateway.Client.Quotas;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace GatewayHost.Tests.Errors;

/// <summary>What the client is told when the gateway itself refuses, or fails.</summary>
public sealed class RejectionTests
{
    private const string Simulated = """
        {
          "Providers": { "sim": { "Type": "Simulated" } },
          "Routes": { "chat": { "Targets": { "main": { "Provider": "sim", "Model": "m", "Capabilities": { "Tools": false } } } } }
        }
        """;

    [TestCase(GatewayStage.Governance, 403, "permission_error")]
    [TestCase(GatewayStage.Redaction, 403, "permission_error")]
    [TestCase(GatewayStage.Budgets, 403, "permission_error")]
    [TestCase(GatewayStage.RateLimits, 429, "rate_limit_error")]
    [TestCase(GatewayStage.Routing, 400, "invalid_request_error")]
    public async Task Rejection_OfAStage_HasItsStatusReasonAndRetryAfter(GatewayStage stage, int status, string type)
    {
        foreach (var streamed in new[] { false, true })
        {
            await using var host = await StartAsync(stage, () => new GatewayRejectedException(stage, "a_reason", "Not today.", TimeSpan.FromSeconds(1.5)));
            var answer = await host.AskAsync(streamed);
            Assert.That(((int)answer.Status, answer.RetryAfter), Is.EqualTo((status, TimeSpan.FromSeconds(2))));
            Assert.That(answer.Error.ToJsonString(), Is.EqualTo($$"""{"message":"Not today.","type":"{{type}}","param":null,"code":"a_reason"}"""));
        }
    }

    [Test]
    public async Task Budget_WhoseStoreIsDown_IsServiceUnavailable([Values] bool streamed)
    {
        const string Budget = """ "Budgets": { "b": { "Amount": 1 } }, """;
        await using var host = await TestHost.StartAsync(
            Simulated.Replace("\"Routes\"", Budget + "\"Routes\"", StringComparison.Ordinal), gateway => gateway.Services.AddSingleton<IQuotaStore, UnreachableStore>());
        var answer = await host.AskAsync(streamed);
        Assert.That((answer.Status, answer.RetryAfter), Is.EqualTo((HttpStatusCode.ServiceUnavailable, TimeSpan.FromSeconds(1))));
        Assert.That(answer.Error["code"]!.GetValue<string>(), Is.EqualTo("quota_store_unavailable"));
    }

    [Test]
    public async Task Request_ThatNoTargetCanServe_IsABadRequest([Values] bool streamed)
    {
        await using var host = await TestHost.StartAsync(Simulated);
        var answer = await host.AskAsync(streamed, """ "tools": [{ "type": "function", "function": { "name": "f" } }] """);
        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(answer.Error["code"]!.GetValue<string>(), Is.EqualTo("no_eligible_target"));
        Assert.That(answer.RetryAfter, Is.Null);
    }

    [Test]
    public async Task Exception_ThatNobodyForesaw_IsToldWithoutItsMessage([Values] bool streamed)
    {
        await using var host = await StartAsync(GatewayStage.Governance, () => new InvalidOperationException("attack at dawn"));
        var answer = await host.AskAsync(streamed);
        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.InternalServerError));
        Assert.That(answer.Error.ToJsonString(), Is.EqualTo("""{"message":"The gateway failed.","type":"server_error","param":null,"code":"internal_error"}"""));
    }

    private static Task<TestHost> StartAsync(GatewayStage stage, Func<Exception> refuse) =>
        TestHost.StartAsync(Simulated, gateway => gateway.AddDecorator(stage, (inner, _) => new Refusing(inner, refuse)));

    private sealed class Refusing(IChatClient inner, Func<Exception> refuse) : DelegatingChatClient(inner)
    {
        public override Task<ChatResponse> GetResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) => throw refuse();

        public override IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) => throw refuse();
    }

    private sealed class UnreachableStore : IQuotaStore
    {
        public ValueTask<QuotaDecision> ReserveAsync(QuotaLease lease, TimeSpan lifetime, CancellationToken cancellationToken = default) => throw Down();

        public ValueTask<bool> SettleAsync(QuotaLease lease, QuotaAmounts used, CancellationToken cancellationToken = default) => throw Down();

        public ValueTask<QuotaUsage> GetUsageAsync(QuotaRule rule, string partition, CancellationToken cancellationToken = default) => throw Down();

        private static QuotaStoreException Down() => new(QuotaStoreFailure.Connection, "Down.");
    }
}
