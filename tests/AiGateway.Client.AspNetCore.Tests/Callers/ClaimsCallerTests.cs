using System.Net;
using AiGateway.Client.AspNetCore.Callers;
using AiGateway.Client.Context;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace AiGateway.Client.AspNetCore.Tests.Callers;

public sealed class ClaimsCallerTests
{
    [TestCase("tenant_id=acme;sub=u1;azp=app1;role=admin;role=reader")]
    [TestCase("tid=acme;http://schemas.xmlsoap.org/ws/2005/05/identity/claims/nameidentifier=u1;appid=app1;roles=admin;http://schemas.microsoft.com/ws/2008/06/identity/claims/role=reader")]
    [TestCase("tenant_id=;tenant_id=acme;tid=other;sub= u1 ;client_id=app1;role=reader;role=admin;role=Admin")]
    public async Task Caller_OfAnAuthenticatedUser_IsInItsClaims(string claims)
    {
        await using var host = await TestHost.StartAsync(TestGateways.Simple, caller: "{}");
        foreach (var streamed in new[] { false, true })
        {
            var answer = await host.AskAsync(streamed, "", (TestHost.ClaimsHeader, claims));
            Assert.That((answer.Status, answer.Body), Is.EqualTo((HttpStatusCode.OK, "a simulated answer")));
            var caller = Single(host);
            Assert.That((caller.Tenant, caller.User, caller.Application), Is.EqualTo(("acme", "u1", "app1")));
            Assert.That(caller.Roles.Select(role => role.ToLowerInvariant()), Is.EquivalentTo(new[] { "admin", "reader" }));
        }
    }

    [Test]
    public async Task Caller_WithClaimsOfOtherNames_IsFoundAsConfigured([Values] bool streamed)
    {
        await using var host = await TestHost.StartAsync(TestGateways.Simple, caller: """
            { "TenantClaims": "org, urn:example:org", "UserClaims": "uid", "ApplicationClaims": "app", "RoleClaims": "groups", "DefaultApplication": "portal" }
            """);
        await host.AskAsync(streamed, "", (TestHost.ClaimsHeader, "urn:example:org=acme;uid=u1;groups=staff;tenant_id=no;sub=no;role=no"));
        var caller = Single(host);
        Assert.That((caller.Tenant, caller.User, caller.Application), Is.EqualTo(("acme", "u1", "portal")));
        Assert.That(caller.Roles, Is.EqualTo(new[] { "staff" }));
    }

    [Test]
    public async Task Caller_OfSeveralIdentities_HasTheClaimsOfThoseThatAreAuthenticated([Values] bool streamed)
    {
        await using var host = await TestHost.StartAsync(TestGateways.Simple, caller: "{}");
        await host.AskAsync(
            streamed, "", (TestHost.ClaimsHeader, "sub=u1|tenant_id=acme"), (TestHost.UnauthenticatedClaimsHeader, "tenant_id=evil;sub=evil;role=admin;azp=evil"));
        var caller = Single(host);
        Assert.That((caller.Tenant, caller.User, caller.Application, caller.Roles.Count), Is.EqualTo(("acme", "u1", (string?)null, 0)));
    }

    [TestCase("")]
    [TestCase("tenant_id=acme;sub=u1")]
    public async Task Anonymous_ByDefault_IsRefused(string claims)
    {
        await using var host = await TestHost.StartAsync(TestGateways.Simple, caller: "{}");
        foreach (var streamed in new[] { false, true })
        {
            var answer = await host.AskAsync(streamed, "tenant=acme", (TestHost.UnauthenticatedClaimsHeader, claims));
            Assert.That((answer.Status, answer.Code), Is.EqualTo((HttpStatusCode.Forbidden, CallerReasonCodes.Anonymous)));
            Assert.That((await host.Results.NextAsync()).Outcome, Is.EqualTo(GatewayOutcome.Rejected));
        }

        Assert.That(host.Callers, Is.Empty);
    }

    [Test]
    public async Task Anonymous_WhereAllowed_IsNobody([Values] bool streamed)
    {
        await using var host = await TestHost.StartAsync(TestGateways.Simple, caller: """{ "Anonymous": "Allow" }""");
        await host.AskAsync(streamed, "tenant=acme", (TestHost.UnauthenticatedClaimsHeader, "tenant_id=acme;sub=u1;role=admin"));
        var caller = Single(host);
        Assert.That((caller.Tenant, caller.User, caller.Application, caller.Roles.Count), Is.EqualTo(((string?)null, (string?)null, (string?)null, 0)));
    }

    [Test]
    public async Task Tenant_ThatIsRequiredAndMissing_IsRefused([Values] bool streamed)
    {
        await using var host = await TestHost.StartAsync(TestGateways.Simple, caller: """{ "RequireTenant": true }""");
        var answer = await host.AskAsync(streamed, "tenant=acme", (TestHost.ClaimsHeader, "sub=u1"));
        Assert.That((answer.Status, answer.Code), Is.EqualTo((HttpStatusCode.Forbidden, CallerReasonCodes.TenantMissing)));
    }

    [Test]
    public async Task Caller_OutsideOfARequest_IsTheOneThatTheApplicationNames([Values] bool streamed)
    {
        await using var host = await TestHost.StartAsync(TestGateways.Simple, caller: "{}");
        var chat = host.Services.GetRequiredService<IChatClient>();
        var options = new GatewayChatOptions { Caller = new GatewayCaller { Tenant = "acme" } };
        _ = streamed ? await chat.GetStreamingResponseAsync("Hi", options).ToChatResponseAsync() : await chat.GetResponseAsync("Hi", options);
        Assert.That(Single(host).Tenant, Is.EqualTo("acme"));
    }

    private static GatewayCaller Single(TestHost host)
    {
        Assert.That(host.Callers.TryDequeue(out var caller), Is.True);
        Assert.That(host.Callers, Is.Empty);
        return caller!;
    }
}
