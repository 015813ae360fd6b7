using AiGateway.Client.Providers;
using Microsoft.Extensions.DependencyInjection;

namespace AiGateway.Client.Tests.Providers;

public sealed class CapabilitiesTests
{
    [Test]
    public void Capabilities_Unknown_ArePermissiveButForPrefill() =>
        Assert.That(new ProviderCapabilities(), Is.EqualTo(new ProviderCapabilities
        {
            Tools = true,
            JsonSchema = true,
            Images = true,
            Streaming = true,
            FinishReason = true,
            Prefill = false,
            ContextWindow = null,
        }));

    [Test]
    public async Task Build_TargetWithoutCapabilities_HasThoseOfTheAdapter()
    {
        await using var gateway = Gateway("");
        Assert.That(Capabilities(gateway), Is.EqualTo(new ProviderCapabilities { Tools = false, ContextWindow = 8192 }));
    }

    [Test]
    public async Task Build_TargetWithCapabilities_OverridesTheAdapterOneByOne()
    {
        await using var gateway = Gateway("""
            , "Capabilities": { "Tools": true, "JsonSchema": false, "Images": false, "Prefill": true, "Streaming": false, "FinishReason": false, "ContextWindow": 1000 }
            """);
        Assert.That(Capabilities(gateway), Is.EqualTo(new ProviderCapabilities
        {
            Tools = true,
            JsonSchema = false,
            Images = false,
            Prefill = true,
            Streaming = false,
            FinishReason = false,
            ContextWindow = 1000,
        }));
    }

    [Test]
    public async Task Build_OneCapability_LeavesTheOthersToTheAdapter()
    {
        await using var gateway = Gateway(", \"Capabilities\": { \"Images\": \"false\" }");
        Assert.That(Capabilities(gateway), Is.EqualTo(new ProviderCapabilities { Tools = false, ContextWindow = 8192, Images = false }));
    }

    [Test]
    public void Build_CapabilitiesThatDoNotFit_NamesKeyAndValue() =>
        Assert.That(TestGateway.Failures(Json(", \"Capabilities\": { \"ContextWindow\": \"0\", \"Tools\": \"some\", \"Vision\": \"true\" }"), Register), Is.EquivalentTo(new[]
        {
            "AiGateway:Routes:chat:Targets:main:Capabilities:ContextWindow = '0' is out of range: at least 1.",
            "AiGateway:Routes:chat:Targets:main:Capabilities:Tools = 'some' is not true or false.",
            "AiGateway:Routes:chat:Targets:main:Capabilities:Vision is not a known key. " +
                "Known keys: ContextWindow, FinishReason, Images, JsonSchema, Prefill, Streaming, Tools.",
        }));

    private static ProviderCapabilities Capabilities(TestGateway gateway) => gateway.Runtime.Current.Routes.Routes[0].Targets[0].Capabilities;

    private static TestGateway Gateway(string capabilities) => new(Json(capabilities), Register);

    private static void Register(IAiGatewayBuilder builder) => builder.Services.AddSingleton<IChatProvider>(new DroppingProvider(new FakeChatClient()));

    private static string Json(string capabilities) => $$"""
        { "AiGateway": {
            "Providers": { "p": { "Type": "Dropping" } },
            "Routes": { "chat": { "Targets": { "main": { "Provider": "p", "Model": "m"{{capabilities}} } } } } } }
        """;
}
