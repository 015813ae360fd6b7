using AiGateway.Client.Context;
using AiGateway.Client.Quotas;

namespace AiGateway.Client.Tests.Quotas;

public sealed class LimitPartitionTests
{
    [TestCase("", "")]
    [TestCase("Tenant", "Tenant=a:cme")]
    [TestCase("Tag:feature", "Tag:feature=3:x")]
    [TestCase("User", "Tenant=a:cme, User=1:u")]
    [TestCase("App, User", "App=null, Tenant=a:cme, User=1:u")]
    [TestCase("User, Tenant, Tag:feature", "Tag:feature=3:x, Tenant=a:cme, User=1:u")]
    [TestCase("Model, Provider, Route", "Model=m, Provider=p, Route=chat")]
    public void Split_WhatResolveHasMade_GivesItsParts(string partitionBy, string parts)
    {
        var partition = LimitPartition.Parse(partitionBy, out _)!;
        var resolved = partition.Resolve(Context(new GatewayCaller { Tenant = "a:cme", User = "1:u" }), new TargetIdentity("main", null, "p", "m"));
        Assert.That(Describe(partition.Split(resolved)), Is.EqualTo(parts));
    }

    [TestCase("User", "u", "Tenant=null, User=u")]
    [TestCase("User", "17", "Tenant=null, User=17")]
    [TestCase("User, Route", "u", "Route=chat, Tenant=null, User=u")]
    public void Split_UserWithoutTenant_HasNone(string partitionBy, string user, string parts)
    {
        var partition = LimitPartition.Parse(partitionBy, out _)!;
        Assert.That(Describe(partition.Split(partition.Resolve(Context(new GatewayCaller { User = user }), null))), Is.EqualTo(parts));
    }

    private static string Describe(IEnumerable<KeyValuePair<string, string?>> parts) =>
        string.Join(", ", parts.Select(part => $"{part.Key}={(string.IsNullOrEmpty(part.Value) ? "null" : part.Value)}"));

    private static GatewayContext Context(GatewayCaller caller) =>
        new(new GatewayChatOptions { Tags = new Dictionary<string, string> { ["feature"] = "3:x" } }, 0) { Caller = caller, Route = "chat" };
}
