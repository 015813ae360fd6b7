using AiGateway.Client.Resilience;
using AiGateway.Client.Routing;
using AiGateway.Client.Testing;
using AiGateway.Client.Wire;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace AiGateway.Client.Tests;

/// <summary>Which key, headers and address the provider sees.</summary>
public sealed class CredentialTests : WireTest
{
    private const string Variable = "AIGATEWAY_TESTS_OPENAI_KEY";

    private static readonly string OtherKey = string.Concat("sk-", "other-", new string('3', 24));

    [Test]
    public async Task Endpoint_HeadersOrganizationAndProject_AreSent([Values] bool streamed)
    {
        Server.Map("/proxy/v1/chat/completions", WireApi.OpenAIChat);
        await using var gateway = WireGateway.Over(Server, new Dictionary<string, string?>
        {
            ["Endpoint"] = new Uri(Server.BaseAddress, "proxy/v1").ToString(),
            ["Organization"] = "org-1",
            ["Project"] = "proj-1",
            ["Headers:X-Team"] = "search",
            ["Headers:User-Agent"] = "replaced",
        });
        await gateway.Client.AskAsync(streamed);
        var request = Server.Requests.Single();
        Assert.That((request.Path, request.Api), Is.EqualTo(("/proxy/v1/chat/completions", WireApi.OpenAIChat)));
        Assert.That(new[] { "OpenAI-Organization", "OpenAI-Project", "X-Team", "User-Agent" }.Select(name => request.Headers[name]), Is.EqualTo(new[] { "org-1", "proj-1", "search", "replaced" }));
    }

    [Test]
    public async Task ApiKey_InConfiguration_IsSentAsBearer([Values] bool streamed)
    {
        await using var gateway = WireGateway.Over(Server);
        await gateway.Client.AskAsync(streamed);
        Assert.That(Server.Requests.Single().Headers["Authorization"], Is.EqualTo($"Bearer {WireGateway.Key}"));
    }

    [TestCase("OPENAI_API_KEY", null)]
    [TestCase(Variable, Variable)]
    [NonParallelizable]
    public async Task ApiKey_InTheEnvironment_IsSent(string variable, string? configured)
    {
        var before = Environment.GetEnvironmentVariable(variable);
        Environment.SetEnvironmentVariable(variable, OtherKey);
        try
        {
            await using var gateway = WireGateway.Over(Server, new Dictionary<string, string?> { ["ApiKey"] = null, ["ApiKeyEnvironmentVariable"] = configured });
            await gateway.Client.AskAsync(streamed: false);
            await gateway.Client.AskAsync(streamed: true);
        }
        finally
        {
            Environment.SetEnvironmentVariable(variable, before);
        }

        Assert.That(Server.Requests.Select(request => request.ApiKey), Is.EqualTo(new[] { OtherKey, OtherKey }));
    }

    [Test]
    public async Task ApiKey_Nowhere_IsRefusedAtTheStart()
    {
        await using var gateway = WireGateway.Over(Server, new Dictionary<string, string?> { ["ApiKey"] = null, ["ApiKeyEnvironmentVariable"] = Variable });
        var exception = Assert.Throws<OptionsValidationException>(() => gateway.Services.GetRequiredService<IAiGateway>());
        Assert.That(exception!.Failures.Single(), Does.StartWith("AiGateway:Providers:main-provider:ApiKey is missing").And.Contain(Variable));
    }

    [Test]
    public async Task AddCredential_Rotated_NextRequestCarriesTheNewKey([Values] bool streamed)
    {
        var key = "first";
        await using var gateway = WireGateway.Over(Server, configure: (_, builder) =>
            builder.AddCredential("main-provider", (provider, _) => ValueTask.FromResult<string?>($"{provider}-{key}")));
        await gateway.Client.AskAsync(streamed);
        key = "second";
        await gateway.Client.AskAsync(streamed);
        Assert.That(Server.Requests.Select(request => request.ApiKey), Is.EqualTo(new[] { "main-provider-first", "main-provider-second" }));
    }

    [Test]
    public async Task AddCredential_HasNone_ConfiguredKeyIsSent([Values] bool streamed)
    {
        await using var gateway = WireGateway.Over(Server, configure: (_, builder) =>
            builder.AddCredential("main-provider", (_, _) => ValueTask.FromResult<string?>(null)));
        await gateway.Client.AskAsync(streamed);
        Assert.That(Server.Requests.Single().ApiKey, Is.EqualTo(WireGateway.Key));
    }

    [Test]
    public async Task AddCredential_HasNoneAndNoneIsConfigured_FailsWithoutAsking([Values] bool streamed)
    {
        await using var gateway = WireGateway.Over(Server, Backup, (_, builder) => builder
            .Configure(options => options.Providers["main-provider"].ApiKey = null)
            .Configure(options => options.Providers["main-provider"].ApiKeyEnvironmentVariable = Variable)
            .AddCredential("main-provider", (_, _) => ValueTask.FromResult<string?>(null)));
        var response = await gateway.Client.AskAsync(streamed);
        response.GetGatewayResult().ShouldBeAnsweredBy("backup").ShouldHaveFailedAt("main", FailureKind.Authentication);
        Assert.That(Server.Requests, Is.Empty);
    }

    [Test]
    public async Task AddCredential_Throws_FailsTheTarget([Values] bool streamed)
    {
        await using var gateway = WireGateway.Over(Server, Backup, (_, builder) =>
            builder.AddCredential("main-provider", (_, _) => throw new TimeoutException("The vault is silent.")));
        (await gateway.Client.AskAsync(streamed)).GetGatewayResult().ShouldBeAnsweredBy("backup").ShouldHaveFailedAt("main", FailureKind.Timeout);
    }

    [Test]
    public async Task AddCredential_CallerLeaves_IsToldAndPassedThrough([Values] bool streamed)
    {
        using var caller = new CancellationTokenSource();
        await using var gateway = WireGateway.Over(Server, Backup, (_, builder) =>
            builder.AddCredential("main-provider", async (_, cancellationToken) =>
            {
                await caller.CancelAsync();
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
                return null;
            }));
        await Assert.ThatAsync(() => gateway.Client.AskAsync(streamed, cancellationToken: caller.Token), Throws.InstanceOf<OperationCanceledException>());
        Assert.That((Server.Requests.Count, Backup.Requests.Count), Is.EqualTo((0, 0)));
    }

    [Test]
    public async Task RequireKey_WrongKey_IsAnAuthenticationFailure([Values] bool streamed)
    {
        Server.RequireKey = OtherKey;
        await using var gateway = WireGateway.Over(Server);
        var exception = await Assert.ThrowsAsync<AllTargetsFailedException>(() => gateway.Client.AskAsync(streamed));
        Assert.That(exception!.Attempts.Single().Failure, Is.EqualTo(new ProviderFailure(FailureKind.Authentication) { StatusCode = 401, ErrorCode = "invalid_api_key" }));
        Assert.That(gateway.Log.Entries.Select(entry => entry.Id.Name), Does.Contain("TargetNeedsAttention"));
    }
}
