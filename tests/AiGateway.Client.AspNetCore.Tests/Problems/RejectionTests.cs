using AiGateway.Client.Context;
using AiGateway.Client.Governance;
using AiGateway.Client.Pipeline;
using AiGateway.Client.Quotas;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace AiGateway.Client.AspNetCore.Tests.Problems;

/// <summary>What a client is told when the gateway refuses.</summary>
public sealed class RejectionTests
{
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(1.2);

    [Test]
    public async Task RateLimit_ThatIsUsedUp_Is429WithRetryAfter([Values] bool streamed)
    {
        await using var host = await TestHost.StartAsync(TestGateways.With(""" "RateLimits": { "secret-name": { "Requests": 1, "Window": "00:10:00" } }, """));
        await host.AskAsync(streamed);
        var answer = await host.AskAsync(streamed);
        AssertProblem(answer, 429, "rate_limit_exceeded", "A rate limit is used up.");
        Assert.That(answer.RetryAfter, Is.InRange(TimeSpan.FromMinutes(9), TimeSpan.FromMinutes(20)), "at most two windows");
        Assert.That((answer["unit"], answer["remaining"]), Is.EqualTo(("Requests", "0")));
        Assert.That(answer.Body, Does.Not.Contain("secret-name"));
    }

    [Test]
    public async Task Budget_ThatIsUsedUp_Is403WithTheNextPeriod([Values] bool streamed)
    {
        await using var host = await TestHost.StartAsync(TestGateways.With(""" "Budgets": { "secret-name": { "Amount": 0.000001, "OutputReserve": "Strict" } }, """));
        var answer = await host.AskAsync(streamed);
        AssertProblem(answer, 403, "budget_exceeded", "A budget is used up, or the request may cost more than is left of it.");
        Assert.That(DateTimeOffset.Parse(answer["resetsAt"]!, null).Day, Is.EqualTo(1));
        Assert.That(answer["remaining"], Is.EqualTo("0.000001"));
        Assert.That(answer.Body, Does.Not.Contain("secret-name"));
    }

    [Test]
    public async Task Quota_ThatIsNotToBeTold_IsLeftOut([Values] bool streamed)
    {
        await using var host = await TestHost.StartAsync(
            TestGateways.With(""" "Budgets": { "b": { "Amount": 0.000001, "OutputReserve": "Strict" } }, """), gateway => gateway.AddProblemDetails(options => options.IncludeQuota = false));
        var answer = await host.AskAsync(streamed);
        Assert.That((answer.Code, answer["remaining"], answer["resetsAt"], answer["partitionBy"]), Is.EqualTo(("budget_exceeded", (string?)null, (string?)null, (string?)null)));
    }

    [Test]
    public async Task QuotaStore_ThatIsDown_Is503WithRetryAfter([Values] bool streamed)
    {
        await using var host = await TestHost.StartAsync(
            TestGateways.With(""" "Budgets": { "b": { "Amount": 5 } }, """), gateway => gateway.Services.AddSingleton<IQuotaStore>(new FaultyQuotaStore()));
        var answer = await host.AskAsync(streamed);
        AssertProblem(answer, 503, "quota_store_unavailable", "Limits cannot be counted at present.");
        Assert.That(answer.RetryAfter, Is.EqualTo(TimeSpan.FromSeconds(1)));
    }

    [TestCase("term_denied", 403, "A policy refuses the request.")]
    [TestCase("too_long", 400, "The request does not keep to what is allowed for its size or form.")]
    public async Task Policy_ThatDeniesARequest_TellsTheReasonOnly(string code, int status, string detail)
    {
        await using var host = await TestHost.StartAsync(TestGateways.Simple, gateway => gateway.AddPolicy("secret-name", (_, _) => new(GovernanceDecision.Deny(code))));
        foreach (var streamed in new[] { false, true })
        {
            var answer = await host.AskAsync(streamed);
            AssertProblem(answer, status, code, detail);
            Assert.That(answer.Body, Does.Not.Contain("secret-name"));
        }
    }

    [Test]
    public async Task Policy_ThatFails_Is503([Values] bool streamed)
    {
        await using var host = await TestHost.StartAsync(
            TestGateways.Simple, gateway => gateway.AddPolicy("p", (_, _) => throw new InvalidOperationException(TestHost.Prompt)));
        AssertProblem(await host.AskAsync(streamed), 503, "policy_failed", "The request could not be checked, and is not sent unchecked.");
    }

    [Test]
    public async Task Policy_ThatDeniesAnAnswer_Is403([Values] bool streamed)
    {
        await using var host = await TestHost.StartAsync(
            TestGateways.Simple, gateway => gateway.AddPolicy("p", (_, _) => new(GovernanceDecision.Deny("answer_denied")), PolicyPhase.Response));
        var answer = await host.AskAsync(streamed);
        AssertProblem(answer, 403, "answer_denied", "A policy refuses the answer.");
        Assert.That(answer.Body, Does.Not.Contain("simulated"));
    }

    [Test]
    public async Task Redaction_ThatBlocks_Is403([Values] bool streamed)
    {
        await using var host = await TestHost.StartAsync(TestGateways.With("""
            "Redaction": { "Terms": { "plans": { "Entity": "PERSON", "Values": { "first": "attack at dawn" } } }, "Entities": { "PERSON": "Block" } },
            """));
        AssertProblem(await host.AskAsync(streamed), 403, "redaction_blocked", "The request or its answer holds what may not be passed on.");
    }

    [Test]
    public async Task Route_ThatIsUnknown_Is404WithoutThoseThatAreThere([Values] bool streamed)
    {
        await using var host = await TestHost.StartAsync(TestGateways.Simple);
        var answer = await host.AskAsync(streamed, "route=nope");
        AssertProblem(answer, 404, "route_not_found", "There is no such route.");
        Assert.That(answer.Body, Does.Not.Contain("chat"));
    }

    [Test]
    public async Task Request_ThatNoTargetCanServe_Is400([Values] bool streamed)
    {
        await using var host = await TestHost.StartAsync(TestGateways.With(""));
        AssertProblem(await host.AskAsync(streamed, "tools=1"), 400, "no_eligible_target", "No model of the route can do what the request asks for.");
    }

    [Test]
    public async Task Request_ThatNoAllowedTargetCanServe_Is403([Values] bool streamed)
    {
        await using var host = await TestHost.StartAsync(
            TestGateways.Simple, gateway => gateway.AddPolicy("p", (_, _) => new(GovernanceDecision.Constrain(new RoutingConstraint("residency", new RoutingAlternative(regions: ["eu"]))))));
        AssertProblem(await host.AskAsync(streamed), 403, "no_eligible_target", "No model that may serve this request can do what it asks for.");
    }

    [TestCase(GatewayStage.Governance, 403)]
    [TestCase(GatewayStage.Redaction, 403)]
    [TestCase(GatewayStage.Budgets, 403)]
    [TestCase(GatewayStage.RateLimits, 429)]
    [TestCase(GatewayStage.Routing, 400)]
    [TestCase(GatewayStage.Outer, 400)]
    public async Task Rejection_OfADecorator_HasTheStatusOfItsStage(GatewayStage stage, int status)
    {
        await using var host = await StartAsync(stage, () => new GatewayRejectedException(stage, "own_reason", "Route chat is closed.", Moment));
        foreach (var streamed in new[] { false, true })
        {
            var answer = await host.AskAsync(streamed);
            Assert.That(((int)answer.Status, answer.Code, answer.RetryAfter), Is.EqualTo((status, "own_reason", TimeSpan.FromSeconds(2))));
            Assert.That(answer.Body, Does.Not.Contain("Route chat"));
        }
    }

    [Test]
    public async Task Message_WhereTheHostWishes_IsTheDetail([Values] bool streamed)
    {
        await using var host = await TestHost.StartAsync(TestGateways.Simple, gateway => gateway.AddProblemDetails(options =>
        {
            options.IncludeMessages = true;
            options.TypeBase = new Uri("https://docs.example.com/problems/");
        }));
        var answer = await host.AskAsync(streamed, "route=nope");
        Assert.That(answer["detail"], Is.EqualTo("There is no route or alias 'nope'. Configured: chat."));
        Assert.That(answer["type"], Is.EqualTo("https://docs.example.com/problems/route_not_found"));
    }

    [Test]
    public void TypeBase_ThatIsRelative_EndsTheStart() => Assert.That(
        async () => await TestHost.StartAsync(TestGateways.Simple, gateway => gateway.AddProblemDetails(options => options.TypeBase = new Uri("problems/", UriKind.Relative))),
        Throws.TypeOf<Microsoft.Extensions.Options.OptionsValidationException>().With.Message.Contains("TypeBase"));

    [Test]
    public async Task Exception_OfSomebodyElse_IsNotAnswered([Values] bool streamed)
    {
        await using var host = await StartAsync(GatewayStage.Governance, () => new InvalidOperationException(TestHost.Prompt));
        var answer = await host.AskAsync(streamed);
        Assert.That(((int)answer.Status, answer.Code), Is.EqualTo((500, (string?)null)));
        Assert.That(answer.Body, Does.Not.Contain("dawn"));
    }

    [Test]
    public async Task Client_ThatTakesEventStreamsOnly_IsToldAllTheSame([Values] bool streamed)
    {
        await using var host = await TestHost.StartAsync(TestGateways.Simple);
        var answer = await host.AskAsync(streamed, "route=nope", ("Accept", "text/event-stream"));
        AssertProblem(answer, 404, "route_not_found", "There is no such route.");
    }

    internal static void AssertProblem(Answer answer, int status, string code, string detail)
    {
        Assert.That(((int)answer.Status, answer.MediaType), Is.EqualTo((status, "application/problem+json")), answer.Body);
        Assert.That((answer["status"], answer.Code, answer["detail"]), Is.EqualTo((status.ToString(System.Globalization.CultureInfo.InvariantCulture), code, detail)));
        Assert.That(answer["title"], Is.Not.Empty);
        Assert.That(answer["requestId"], Is.Not.Empty);
        Assert.That(answer.Body, Does.Not.Contain("dawn"));
    }

    private static Task<TestHost> StartAsync(GatewayStage stage, Func<Exception> refuse) =>
        TestHost.StartAsync(TestGateways.Simple, gateway => gateway.AddDecorator(stage, (inner, _) => new Refusing(inner, refuse)));

    private sealed class Refusing(IChatClient inner, Func<Exception> refuse) : DelegatingChatClient(inner)
    {
        public override Task<ChatResponse> GetResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) => throw refuse();

        public override IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) => throw refuse();
    }
}
