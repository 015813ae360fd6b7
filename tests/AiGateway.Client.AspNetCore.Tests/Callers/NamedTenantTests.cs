using System.Net;
using AiGateway.Client.AspNetCore.Callers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AiGateway.Client.AspNetCore.Tests.Callers;

/// <summary>Whether a request can make itself another tenant's.</summary>
public sealed class NamedTenantTests
{
    private const string User = "tenant_id=acme;sub=u1";
    private const string Named = """{ "AllowNamedTenant": true, "TenantHeader": "X-Tenant" }""";

    [TestCase("tenant=evil", null, null)]
    [TestCase("tenant=evil", "X-Tenant", "evil")]
    [TestCase("", "X-Tenant", "evil")]
    [TestCase("", "tenant_id", "evil")]
    [TestCase("tenant_id=evil", "Tenant", "evil")]
    [TestCase("", TestHost.UnauthenticatedClaimsHeader, "tenant_id=evil")]
    [TestCase("", TestHost.UnauthenticatedClaimsHeader, "tid=evil;role=admin")]
    public async Task Tenant_ThatARequestNames_DoesNotCountByDefault(string query, string? header, string? value)
    {
        await using var host = await TestHost.StartAsync(TestGateways.Simple, caller: "{}");
        foreach (var streamed in new[] { false, true })
        {
            var answer = await host.AskAsync(streamed, query, [(TestHost.ClaimsHeader, User), .. header is null ? [] : new[] { (header, value!) }]);
            Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(host.Callers.TryDequeue(out var caller), Is.True);
            Assert.That((caller!.Tenant, caller.User, caller.Application, caller.Roles.Count), Is.EqualTo(("acme", "u1", (string?)null, 0)));
        }
    }

    [TestCase("tenant_id=acme;sub=u1;tenant_id=evil")]
    [TestCase("tenant_id=acme;sub=u1|tenant_id=evil")]
    [TestCase("tenant_id=acme;sub=u1;sub=u2")]
    public async Task Claims_ThatContradictEachOther_AreRefused(string claims)
    {
        await using var host = await TestHost.StartAsync(TestGateways.Simple, caller: "{}");
        foreach (var streamed in new[] { false, true })
        {
            var answer = await host.AskAsync(streamed, "", (TestHost.ClaimsHeader, claims));
            Assert.That((answer.Status, answer.Code), Is.EqualTo((HttpStatusCode.Forbidden, CallerReasonCodes.Ambiguous)));
        }

        Assert.That(host.Callers, Is.Empty);
    }

    [Test]
    public async Task Limit_OfATenant_CannotBeEscapedByNamingOthers([Values] bool streamed)
    {
        var gateway = TestGateways.With(""" "RateLimits": { "t": { "PartitionBy": "Tenant", "Requests": 2, "Window": "1.00:00:00" } }, """);
        await using var host = await TestHost.StartAsync(gateway, caller: "{}");
        HttpStatusCode[] seen =
        [
            (await host.AskAsync(streamed, "", (TestHost.ClaimsHeader, User))).Status,
            (await host.AskAsync(streamed, "tenant=other", (TestHost.ClaimsHeader, User))).Status,
            (await host.AskAsync(streamed, "tenant=third", (TestHost.ClaimsHeader, User), ("X-Tenant", "fourth"))).Status,
            (await host.AskAsync(streamed, "", (TestHost.ClaimsHeader, "tenant_id=other;sub=u2"))).Status,
        ];
        Assert.That(seen, Is.EqualTo(new[] { HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.TooManyRequests, HttpStatusCode.OK }));
    }

    [Test]
    public async Task Tenant_ThatOptionsNameInVain_IsToldToTheLogWithoutItsName()
    {
        await using var host = await TestHost.StartAsync(TestGateways.Simple, caller: "{}");
        await host.AskAsync(streamed: false, "tenant=evil", (TestHost.ClaimsHeader, User));
        await host.AskAsync(streamed: false, "tenant=acme", (TestHost.ClaimsHeader, User));
        Assert.That(host.Log.Entries.Count(entry => entry.Id.Id == 13001 && entry.Level == LogLevel.Warning), Is.EqualTo(1));
        Assert.That(host.Log.Entries.Where(entry => entry.Id.Id is >= 1000 and < 20000).Select(entry => entry.Text), Has.None.Contains("evil").And.None.Contains("acme"));
    }

    [TestCase("tenant=other", null, "other")]
    [TestCase("", "other", "other")]
    [TestCase("", " other ", "other")]
    [TestCase("tenant=first", "second", "first")]
    [TestCase("", "", "acme")]
    [TestCase("", null, "acme")]
    public async Task Tenant_WhereTheHostAllowsIt_IsTheOneThatIsNamed(string query, string? header, string expected)
    {
        await using var host = await TestHost.StartAsync(TestGateways.Simple, caller: Named);
        foreach (var streamed in new[] { false, true })
        {
            await host.AskAsync(streamed, query, [(TestHost.ClaimsHeader, User), .. header is null ? [] : new[] { ("X-Tenant", header) }]);
            Assert.That(host.Callers.TryDequeue(out var caller), Is.True);
            Assert.That((caller!.Tenant, caller.User, caller.Application, caller.Roles.Count), Is.EqualTo((expected, "u1", (string?)null, 0)));
        }
    }

    [Test]
    public async Task Header_ThatComesTwice_IsRefused([Values] bool streamed)
    {
        await using var host = await TestHost.StartAsync(TestGateways.Simple, caller: Named);
        var answer = await host.AskRawAsync(streamed, $"{TestHost.ClaimsHeader}: {User}", "X-Tenant: one", "x-tenant: two");
        Assert.That(answer, Does.StartWith("HTTP/1.1 403 ").And.Contains($"\"{CallerReasonCodes.Ambiguous}\""));
        Assert.That(host.Callers, Is.Empty);
    }

    [TestCase(1, CallerReasonCodes.Ambiguous, 403)]
    [TestCase(2, CallerReasonCodes.TenantInvalid, 400)]
    [TestCase(3, CallerReasonCodes.TenantInvalid, 400)]
    public async Task Tenant_ThatIsNamedBadly_IsRefused(int way, string code, int status)
    {
        await using var host = await TestHost.StartAsync(TestGateways.Simple, caller: Named);
        foreach (var streamed in new[] { false, true })
        {
            var answer = await (way switch
            {
                1 => host.AskAsync(streamed, "", (TestHost.ClaimsHeader, User), ("X-Tenant", "one,two")),
                2 => host.AskAsync(streamed, "", (TestHost.ClaimsHeader, User), ("X-Tenant", new string('x', 129))),
                _ => host.AskAsync(streamed, "tenant=a%0Db", (TestHost.ClaimsHeader, User)),
            });
            Assert.That(((int)answer.Status, answer.Code), Is.EqualTo((status, code)));
        }

        Assert.That(host.Callers, Is.Empty);
    }

    [Test]
    public async Task Tenant_ThatTheHostDoesNotLetTheCallerName_IsRefused([Values] bool streamed)
    {
        await using var host = await TestHost.StartAsync(
            TestGateways.Simple, gateway => gateway.UseClaimsCaller(options => options.MayNameTenant = (http, tenant) => http.User.HasClaim("role", "broker") && tenant != "secret"), Named);
        var user = await host.AskAsync(streamed, "", (TestHost.ClaimsHeader, User), ("X-Tenant", "other"));
        var own = await host.AskAsync(streamed, "", (TestHost.ClaimsHeader, User), ("X-Tenant", "acme"));
        var broker = await host.AskAsync(streamed, "", (TestHost.ClaimsHeader, User + ";role=broker"), ("X-Tenant", "other"));
        var secret = await host.AskAsync(streamed, "", (TestHost.ClaimsHeader, User + ";role=broker"), ("X-Tenant", "secret"));
        Assert.That((user.Status, user.Code), Is.EqualTo((HttpStatusCode.Forbidden, CallerReasonCodes.TenantDenied)));
        Assert.That((own.Status, broker.Status, secret.Status), Is.EqualTo((HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.Forbidden)));
        Assert.That(host.Callers.Select(caller => caller.Tenant), Is.EqualTo(new[] { "acme", "other" }));
    }
}
