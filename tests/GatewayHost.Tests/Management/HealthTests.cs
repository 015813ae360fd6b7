using System.Net;
using AiGateway.Client.Wire;

namespace GatewayHost.Tests.Management;

public sealed class HealthTests
{
    private const string TwoRoutes = """
        {
          "DefaultRoute": "chat",
          "Providers": {
            "a": { "Type": "Simulated" },
            "b": { "Type": "Simulated" },
            "limited": { "Type": "Simulated", "Faults": { "f": { "Kind": "Status", "Status": 429, "RetryAfter": "00:10:00" } } } },
          "Routes": {
            "chat": { "Targets": { "main": { "Provider": "a", "Model": "m" }, "backup": { "Provider": "b", "Model": "m", "Priority": 1 } } },
            "other": { "Targets": { "only": { "Provider": "limited", "Model": "m" } } } }
        }
        """;

    [Test]
    public async Task Health_OfTargetsThatServe_Is200()
    {
        await using var host = await TestHost.StartAsync(TwoRoutes);
        var answer = await host.GetAsync("health");
        Assert.That((answer.Status, answer.Json["status"]!.GetValue<string>()), Is.EqualTo((HttpStatusCode.OK, "healthy")));
        Assert.That(answer.Json["configuration_version"]!.GetValue<string>(), Is.EqualTo(host.Gateway.ConfigurationVersion));
        Assert.That(Targets(answer), Is.EqualTo(new[] { "chat/main: a, m, Available", "chat/backup: b, m, Available", "other/only: limited, m, Available" }));
    }

    [Test]
    public async Task Health_WithAnotherTargetLeft_Is200()
    {
        await using var host = await TestHost.StartAsync(TwoRoutes);
        host.Gateway.Health.Single(target => target.Provider == "a").Isolate();
        var answer = await host.GetAsync("health");
        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(Targets(answer), Has.Member("chat/main: a, m, Isolated"));
    }

    [Test]
    public async Task Health_WithARouteThatCannotServe_Is503()
    {
        await using var host = await TestHost.StartAsync(TwoRoutes);
        await host.PostAsync("""{ "model": "other", "messages": [{ "role": "user", "content": "Hi" }] }""");
        var answer = await host.GetAsync("health");
        Assert.That((answer.Status, answer.Json["status"]!.GetValue<string>()), Is.EqualTo((HttpStatusCode.ServiceUnavailable, "unhealthy")));
        Assert.That(answer.Json["routes"]!.AsArray().Select(route => route!["available"]!.GetValue<bool>()), Is.EqualTo(new[] { true, false }));
        Assert.That(Targets(answer), Has.Member("other/only: limited, m, CoolingDown"));
    }

    [Test]
    public async Task Health_WithATargetThatIsBusy_Is200()
    {
        await using var upstream = await WireServer.StartAsync();
        var gate = new WireGate();
        upstream.Script.Enqueue(WireFault.NoAnswer(gate));
        await using var host = await TestHost.StartAsync($$"""
            {
              "Providers": { "wire": { "Type": "OpenAI", "Endpoint": "{{upstream.OpenAIEndpoint}}", "ApiKey": "loopback" } },
              "Routes": { "chat": { "Targets": { "main": { "Provider": "wire", "Model": "m", "MaxConcurrency": 1 } } } }
            }
            """);
        var pending = host.AskAsync(streamed: false);
        await gate.ReachedAsync();
        var answer = await host.GetAsync("health");
        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(Targets(answer), Is.EqualTo(new[] { "chat/main: wire, m, Busy" }));
        gate.Open();
        Assert.That((await pending).Status, Is.EqualTo(HttpStatusCode.OK));
    }

    private static IEnumerable<string> Targets(Answer answer) =>
        from route in answer.Json["routes"]!.AsArray()
        from target in route["targets"]!.AsArray()
        select $"{route["route"]}/{target["target"]}: {target["provider"]}, {target["model"]}, {target["state"]}";
}
