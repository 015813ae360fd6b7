using AiGateway.Client.Metering;
using Microsoft.Extensions.DependencyInjection;

namespace AiGateway.Client.Tests.Metering;

public sealed class PriceFileTests
{
    private static readonly TokenUsage Million = new() { Input = 1_000_000 };

    private string _path = "";

    [SetUp]
    public void CreateFile() => Write(_path = Path.GetTempFileName(), 1);

    [TearDown]
    public void DeleteFile() => File.Delete(_path);

    [Test]
    public async Task PriceFile_WinsOverTheTable_AndLosesToTheConfiguration()
    {
        await using var gateway = Gateway("\"Prices\": { \"gpt-5-mini\": { \"Input\": 9, \"Output\": 9 } },");
        var book = gateway.Services.GetRequiredService<IPriceBook>();
        _ = gateway.Gateway;
        Assert.That((book.Find(new("gpt-5", "openai"))!.Source, book.Find(new("gpt-5", "openai"))!.Price(Million)), Is.EqualTo(("contract", 1m)));
        Assert.That(book.Find(new("gpt-5-mini", "openai"))!.Price(Million), Is.EqualTo(9m));
        Assert.That(book.Find(new("gpt-5-nano", "openai"))!.Source, Is.EqualTo("built-in"));
    }

    [Test]
    public async Task PriceFile_ThatChanges_IsReadAgain()
    {
        await using var gateway = Gateway();
        var book = gateway.Services.GetRequiredService<IPriceBook>();
        _ = gateway.Gateway;
        var version = book.Version;
        Write(_path, 22.5m);
        Assert.That(book.Find(new("gpt-5", "openai"))!.Price(Million), Is.EqualTo(1m), "nobody has looked yet");
        gateway.Time.Advance(TimeSpan.FromSeconds(30));
        Assert.That(book.Find(new("gpt-5", "openai"))!.Price(Million), Is.EqualTo(22.5m));
        Assert.That(book.Version, Is.GreaterThan(version));
    }

    [TestCase("{ \"version\": 1, \"prices\": { \"openai\": { \"gpt-5\": { \"input\": 100000, \"output\": 1 } } } }", "openai/gpt-5:Input = '100000' is out of range")]
    [TestCase("{ \"version\": 1, \"prices\": { \"openai\": { \"gpt-5\": { \"inptu\": 1, \"output\": 1 } } } }", "'inptu' is not a known name")]
    [TestCase("{ \"version\": 7, \"prices\": {} }", "Its version is 7; this gateway reads version 1.")]
    [TestCase("{ \"version\": 1, \"pri", "cannot be read as a price list")]
    [TestCase("[]", "cannot be read as a price list")]
    public async Task PriceFile_ThatChangesIntoNonsense_IsRefusedAndThePricesStay(string text, string expected)
    {
        await using var gateway = Gateway();
        var book = gateway.Services.GetRequiredService<IPriceBook>();
        _ = gateway.Gateway;
        File.WriteAllText(_path, text);
        gateway.Time.Advance(TimeSpan.FromSeconds(30));
        Assert.That(book.Find(new("gpt-5", "openai"))!.Price(Million), Is.EqualTo(1m));
        Assert.That(gateway.Log.Entries.Single(entry => entry.Id.Name == "PriceFileRefused").Text, Does.Contain(expected));
    }

    [Test]
    public void PriceFile_ThatIsMissing_IsAnErrorAtStartUp()
    {
        File.Delete(_path);
        Assert.That(TestGateway.Failures(Json("")), Has.Some.StartsWith($"AiGateway:Metering:PriceFiles:contract = '{_path}' cannot be used."));
    }

    private static void Write(string path, decimal input) => File.WriteAllText(path,
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $$"""
        { "version": 1, "date": "2026-02-01", "prices": { "openai": {
            "gpt-5": { "input": {{input}}, "output": 2 }, "gpt-5-mini": { "input": 1, "output": 2 } } } }
        """));

    private TestGateway Gateway(string settings = "") => new(Json(settings));

    private string Json(string settings) => $$"""
        { "AiGateway": { {{settings}} "Metering": { "PriceFiles": { "contract": "{{_path}}" } }, "Providers": { "p": { "Type": "Simulated" } },
            "Routes": { "chat": { "Targets": { "main": { "Provider": "p", "Model": "m" } } } } } }
        """;
}
