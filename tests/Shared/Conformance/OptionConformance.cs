using System.Text.Json.Nodes;
using AiGateway.Client.Resilience;
using AiGateway.Client.Routing;
using AiGateway.Client.Wire;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Tests.Conformance;

/// <summary>Every option is either on the wire or named as dropped. The SDKs' mappings may change with their versions.</summary>
[TestFixtureSource(typeof(WireAdapters), nameof(WireAdapters.All))]
public sealed class OptionConformance(WireAdapter adapter) : WireTest(adapter)
{
    /// <summary>Gets the options that a request of the suite carries, with their values as JSON writes them.</summary>
    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>
    {
        ["Temperature"] = "0.25",
        ["TopP"] = "0.5",
        ["TopK"] = "4",
        ["Seed"] = "42",
        ["FrequencyPenalty"] = "0.5",
        ["PresencePenalty"] = "0.75",
        ["StopSequences"] = "[\"END\",\"\\n\\n\"]",
        ["MaxOutputTokens"] = "77",
    };

    private static ChatOptions Options => new()
    {
        Temperature = 0.25f,
        TopP = 0.5f,
        TopK = 4,
        Seed = 42,
        FrequencyPenalty = 0.5f,
        PresencePenalty = 0.75f,
        StopSequences = ["END", "\n\n"],
        MaxOutputTokens = 77,
    };

    [Test]
    public async Task GetResponseAsync_Options_AreOnTheWireUnlessDropped([Values] bool streamed)
    {
        await using var gateway = Alone();
        await gateway.Client.AskAsync(streamed, Options);
        Assert.That(Sent(), Is.EqualTo(All.Where(option => !Adapter.Dropped.Contains(option.Key))));
    }

    [Test]
    public async Task DroppedOptions_Warn_NamesEachOnce([Values] bool streamed)
    {
        await using var gateway = Alone();
        await gateway.Client.AskAsync(streamed, Options);
        await gateway.Client.AskAsync(streamed, Options);
        var warned = gateway.Log.Entries.Where(entry => entry.Id.Name == "OptionDropped").SelectMany(entry => entry.Values).Where(value => value.Key == "Option");
        Assert.That(warned.Select(value => value.Value), Is.EquivalentTo(Adapter.Dropped));
    }

    [Test]
    public async Task DroppedOptions_Reject_SendsNothingThatWouldLoseOne([Values] bool streamed)
    {
        await using var gateway = Alone(new() { ["DroppedOptions"] = "Reject" });
        foreach (var option in Adapter.Dropped)
        {
            var options = Only(option);
            var exception = await Assert.ThrowsAsync<TargetRefusedException>(() => gateway.Client.AskAsync(streamed, options), option);
            Assert.That(exception!.Failure, Is.EqualTo(new ProviderFailure(FailureKind.BadRequest) { ErrorCode = "option_not_supported" }), option);
            Assert.That(exception.ToString(), Does.Contain(option));
        }

        Assert.That(Server.Requests, Is.Empty);
        foreach (var option in All.Keys.Except(Adapter.Dropped))
        {
            await gateway.Client.AskAsync(streamed, Only(option));
        }

        Assert.That(Server.Requests, Has.Count.EqualTo(All.Count - Adapter.Dropped.Count));
    }

    private static ChatOptions Only(string option)
    {
        var property = typeof(ChatOptions).GetProperty(option)!;
        var options = new ChatOptions();
        property.SetValue(options, property.GetValue(Options));
        return options;
    }

    private IEnumerable<KeyValuePair<string, string>> Sent()
    {
        var body = Server.Requests.Single().Body!;
        return All.Keys.Select(option => KeyValuePair.Create(option, Write(Adapter.Reading.FindOption(body, option)))).Where(option => option.Value.Length > 0);
    }

    private static string Write(JsonNode? value) => value?.ToJsonString() ?? "";
}
