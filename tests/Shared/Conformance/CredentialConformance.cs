using AiGateway.Client.Resilience;
using AiGateway.Client.Routing;
using AiGateway.Client.Testing;
using AiGateway.Client.Wire;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace AiGateway.Client.Tests.Conformance;

/// <summary>Which key, headers and address the provider sees.</summary>
[TestFixtureSource(typeof(WireAdapters), nameof(WireAdapters.All))]
public sealed class CredentialConformance(WireAdapter adapter) : WireTest(adapter)
{
    private const string Variable = "AIGATEWAY_TESTS_WIRE_KEY";

    private static readonly string OtherKey = string.Concat("sk-", "other-", new string('3', 24));

    [Test]
    public async Task Endpoint_BehindAPathWithHeaders_IsReached([Values] bool streamed)
    {
        Server.Map("/proxy" + Adapter.Path, Adapter.Api);
        await using var gateway = Alone(new()
        {
            ["Endpoint"] = Adapter.Endpoint(new Uri(Server.BaseAddress, "proxy/")).ToString(),
            ["Headers:X-Team"] = "search",
            ["Headers:User-Agent"] = "replaced",
        });
        await gateway.Client.AskAsync(streamed);
        var request = Server.Requests.Single();
        Assert.That((request.Path, request.Api), Is.EqualTo(("/proxy" + Adapter.Path, Adapter.Api)));
        Assert.That((request.Headers["X-Team"], request.Headers["User-Agent"]), Is.EqualTo(("search", "replaced")));
    }

    [Test]
    public async Task ApiKey_InConfiguration_IsSentInTheVendorsHeader([Values] bool streamed)
    {
        await using var gateway = Alone();
        await gateway.Client.AskAsync(streamed);
        var request = Server.Requests.Single();
        Assert.That(request.Headers[Adapter.KeyHeader], Is.EqualTo(Adapter.KeyScheme + WireGateway.Key));
        Assert.That(request.Headers.Count(header => header.Value.Contains(WireGateway.Key, StringComparison.Ordinal)), Is.EqualTo(1));
    }

    [Test]
    [NonParallelizable]
    public async Task ApiKey_InTheEnvironment_IsSent([Values] bool named)
    {
        var variable = named ? Variable : Adapter.KeyVariable ?? Variable;
        var before = Environment.GetEnvironmentVariable(variable);
        Environment.SetEnvironmentVariable(variable, OtherKey);
        try
        {
            await using var gateway = Alone(new() { ["ApiKey"] = null, ["ApiKeyEnvironmentVariable"] = variable == Variable ? Variable : null });
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
    public async Task ApiKey_Nowhere_IsRefusedAtTheStartWhereOneIsNeeded()
    {
        await using var gateway = Alone(new() { ["ApiKey"] = null, ["ApiKeyEnvironmentVariable"] = Variable });
        if (Adapter.KeyVariable is null)
        {
            await gateway.Client.AskAsync(streamed: false);
            Assert.That(Server.Requests.Single().ApiKey, Is.Null);
            return;
        }

        var exception = Assert.Throws<OptionsValidationException>(() => gateway.Services.GetRequiredService<IAiGateway>());
        Assert.That(exception!.Failures.Single(), Does.StartWith("AiGateway:Providers:main-provider:ApiKey is missing").And.Contain(Variable));
    }

    [Test]
    public async Task AddCredential_Rotated_NextRequestCarriesTheNewKey([Values] bool streamed)
    {
        var key = "first";
        await using var gateway = Alone(configure: (_, builder) =>
            builder.AddCredential("main-provider", (provider, _) => ValueTask.FromResult<string?>($"{provider}-{key}")));
        await gateway.Client.AskAsync(streamed);
        key = "second";
        await gateway.Client.AskAsync(streamed);
        Assert.That(Server.Requests.Select(request => request.ApiKey), Is.EqualTo(new[] { "main-provider-first", "main-provider-second" }));
    }

    [Test]
    public async Task AddCredential_HasNone_ConfiguredKeyIsSent([Values] bool streamed)
    {
        await using var gateway = Alone(configure: (_, builder) =>
            builder.AddCredential("main-provider", (_, _) => ValueTask.FromResult<string?>(null)));
        await gateway.Client.AskAsync(streamed);
        Assert.That(Server.Requests.Single().ApiKey, Is.EqualTo(WireGateway.Key));
    }

    [Test]
    public async Task AddCredential_HasNoneAndNoneIsConfigured_FailsWithoutAskingWhereOneIsNeeded([Values] bool streamed)
    {
        await using var gateway = WithBackup((_, builder) => builder
            .Configure(options => options.Providers["main-provider"].ApiKey = null)
            .Configure(options => options.Providers["main-provider"].ApiKeyEnvironmentVariable = Variable)
            .AddCredential("main-provider", (_, _) => ValueTask.FromResult<string?>(null)));
        var result = (await gateway.Client.AskAsync(streamed)).GetGatewayResult();
        if (Adapter.KeyVariable is null)
        {
            result.ShouldBeAnsweredBy("main");
            Assert.That(Server.Requests.Single().ApiKey, Is.Null);
            return;
        }

        result.ShouldBeAnsweredBy("backup").ShouldHaveFailedAt("main", FailureKind.Authentication);
        Assert.That(Server.Requests, Is.Empty);
    }

    [Test]
    public async Task AddCredential_Throws_FailsTheTarget([Values] bool streamed)
    {
        await using var gateway = WithBackup((_, builder) =>
            builder.AddCredential("main-provider", (_, _) => throw new TimeoutException("The vault is silent.")));
        (await gateway.Client.AskAsync(streamed)).GetGatewayResult().ShouldBeAnsweredBy("backup").ShouldHaveFailedAt("main", FailureKind.Timeout);
    }

    [Test]
    public async Task AddCredential_CallerLeaves_IsToldAndPassedThrough([Values] bool streamed)
    {
        using var caller = new CancellationTokenSource();
        await using var gateway = WithBackup((_, builder) =>
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
        await using var gateway = Alone();
        var exception = await Assert.ThrowsAsync<AllTargetsFailedException>(() => gateway.Client.AskAsync(streamed));
        Assert.That(exception!.Attempts.Single().Failure, Is.EqualTo(Adapter.Errors.Failures[WireErrorKind.Authentication]));
        Assert.That(gateway.Log.Entries.Select(entry => entry.Id.Name), Does.Contain("TargetNeedsAttention"));
    }
}
