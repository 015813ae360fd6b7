using System.Text;
using AiGateway.Client.AspNetCore.Callers;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace AiGateway.Client.AspNetCore.Tests.Callers;

public sealed class ClaimsCallerOptionsTests
{
    [Test]
    public void Section_WithEveryKey_IsRead()
    {
        var options = Read("""
            {
              "TenantClaims": "a, b", "UserClaims": "c", "applicationclaims": "d", "RoleClaims": "e", "DefaultApplication": "f", "Anonymous": "allow",
              "RequireTenant": "true", "AllowNamedTenant": true, "TenantHeader": "X-T"
            }
            """);
        Assert.That((options.TenantClaims, options.UserClaims, options.ApplicationClaims, options.RoleClaims, options.DefaultApplication), Is.EqualTo(("a, b", "c", "d", "e", "f")));
        Assert.That((options.Anonymous, options.RequireTenant, options.AllowNamedTenant, options.TenantHeader), Is.EqualTo((AnonymousCallers.Allow, true, true, "X-T")));
    }

    [Test]
    public void Section_ThatIsEmpty_AllowsNothing()
    {
        var options = Read("""{ "TenantClaims": "", "Anonymous": "", "TenantHeader": "" }""");
        Assert.That((options.Anonymous, options.AllowNamedTenant, options.TenantHeader), Is.EqualTo((AnonymousCallers.Reject, false, (string?)null)));
        Assert.That(options.TenantClaims, Is.EqualTo(new ClaimsCallerOptions().TenantClaims));
    }

    [Test]
    public void Section_WithMistakes_IsRefusedWithAllOfThem()
    {
        var failures = Assert.Throws<OptionsValidationException>(() => Read("""
            { "TenantClaim": "a", "UserClaims": " , ", "RoleClaims": { "a": "b" }, "Anonymous": "1", "RequireTenant": "perhaps", "TenantHeader": "X Tenant" }
            """))!.Failures;
        Assert.That(failures, Is.EquivalentTo(new[]
        {
            "AiGatewayCaller:TenantClaim is not a known key. Known keys: AllowNamedTenant, Anonymous, ApplicationClaims, DefaultApplication, RequireTenant, RoleClaims, TenantClaims, TenantHeader, UserClaims.",
            "AiGatewayCaller:UserClaims = ' , ' names no type of claim. Name at least one, such as 'sub', separated by commas.",
            "AiGatewayCaller:RoleClaims holds a section where a value belongs.",
            "AiGatewayCaller:Anonymous = '1' is not one of Reject, Allow.",
            "AiGatewayCaller:RequireTenant = 'perhaps' is neither true nor false.",
            "AiGatewayCaller:TenantHeader = 'X Tenant' is no name of a header. Use letters, digits, '-' and '_', such as 'X-Tenant'.",
            "AiGatewayCaller:TenantHeader is set, and AiGatewayCaller:AllowNamedTenant is 'False'. Set it to true if requests may name their own tenant, or remove TenantHeader.",
        }));
    }

    [Test]
    public void MayNameTenant_WhereNoTenantMayBeNamed_IsRefused() =>
        Assert.That(() => Read("{}", options => options.MayNameTenant = (_, _) => true), Throws.TypeOf<OptionsValidationException>().With.Message.Contains("MayNameTenant"));

    [Test]
    public async Task Host_WithMistakesInTheSection_DoesNotStart() =>
        await Assert.ThrowsAsync<OptionsValidationException>(async () => await TestHost.StartAsync(TestGateways.Simple, caller: """{ "TenantHeader": "X-Tenant" }"""));

    private static ClaimsCallerOptions Read(string json, Action<ClaimsCallerOptions>? configure = null)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes($$"""{ "AiGatewayCaller": {{json}} }"""));
        var section = new ConfigurationBuilder().AddJsonStream(stream).Build().GetSection(ClaimsCallerOptions.SectionName);
        using var services = new ServiceCollection().AddAiGateway().UseClaimsCaller(section, configure ?? (static _ => { })).Services.BuildServiceProvider();
        return services.GetRequiredService<IOptions<ClaimsCallerOptions>>().Value;
    }
}
