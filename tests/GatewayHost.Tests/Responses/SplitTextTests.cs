using GatewayHost.Responses;

namespace GatewayHost.Tests.Responses;

public sealed class SplitTextTests
{
    [Test]
    public void Join_OfHalves_GivesWholeCharacters()
    {
        var text = new SplitText();
        var parts = new[] { "a\ud83d", "\udc4b", "\ud83c", "\udffdb" }.Select(part => text.Join(part).ToString());
        Assert.That(parts, Is.EqualTo(new[] { "a", "\ud83d\udc4b", "", "\ud83c\udffdb" }));
    }

    [Test]
    public async Task Stream_OfSingleCharacters_LosesNone()
    {
        await using var host = await TestHost.StartAsync("""
            {
              "Providers": { "sim": { "Type": "Simulated", "ChunkSize": 1, "Answer": "a👋🏽\n\né\"" } },
              "Routes": { "chat": { "Targets": { "main": { "Provider": "sim", "Model": "m" } } } }
            }
            """);
        Assert.That((await host.AskAsync(streamed: true)).Text, Is.EqualTo("a👋🏽\n\né\""));
    }
}
