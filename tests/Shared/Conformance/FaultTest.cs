using AiGateway.Client.Context;
using AiGateway.Client.Resilience;
using AiGateway.Client.Testing;
using AiGateway.Client.Wire;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace AiGateway.Client.Tests.Conformance;

/// <summary>A primary that misbehaves and a healthy backup, both of which would give the same answer of 60 tokens.</summary>
public abstract class FaultTest(WireAdapter adapter) : WireTest(adapter)
{
    private protected static readonly IReadOnlyList<string> Tokens = [.. Enumerable.Range(10, 60).Select(number => $"t{number},")];
    private protected static readonly string Answer = string.Concat(Tokens);
    private protected static readonly TimeSpan Most = TimeSpan.FromSeconds(20);

    private protected static WireReply Whole { get; } = WireReply.Text(Tokens) with { Usage = new WireUsage(20, 60) };

    [SetUp]
    public void SetUp() => Server.Default = Backup.Default = Whole;

    /// <summary>Makes the settings of a route that retries as usual, only sooner.</summary>
    private protected static Dictionary<string, string?> Retrying(params (string Key, string Value)[] more)
    {
        var settings = new Dictionary<string, string?> { ["Retry:MaxRetries"] = "2", ["Retry:BaseDelay"] = "00:00:00.010" };
        foreach (var (key, value) in more)
        {
            settings[key] = value;
        }

        return settings;
    }

    private protected static TargetHealth Health(WireGateway gateway) =>
        gateway.Services.GetRequiredService<IAiGateway>().Health.Single(health => health.Provider == "main-provider");

    private protected static IEnumerable<FailureKind> Failures(ChatResponse response) =>
        response.GetGatewayResult().Attempts.Where(attempt => attempt.Target == "main" && attempt.Failure is not null).Select(attempt => attempt.Failure!.Kind);

    private protected static void AssertWhole(ChatResponse response, string target)
    {
        Assert.That((response.Text, response.FinishReason), Is.EqualTo((Answer, (ChatFinishReason?)ChatFinishReason.Stop)));
        Assert.That(response.Messages, Has.Count.EqualTo(1));
        response.GetGatewayResult().ShouldHaveSucceeded().ShouldBeAnsweredBy(target);
        Assert.That(response.ModelId, Is.EqualTo(target == "main" ? WireGateway.Model : WireGateway.BackupModel));
    }
}
