using AiGateway.Client.Metering;
using Microsoft.Extensions.Logging.Abstractions;

namespace AiGateway.Client.Tests.Metering;

public sealed class PriceBookTests
{
    private static readonly TokenUsage Million = new() { Input = 1_000_000 };

    [Test]
    public void BuiltIn_Table_IsWholeAndSane()
    {
        var list = BuiltInPrices.List;
        Assert.That(list.Count, Is.GreaterThan(2300));
        Assert.That(list.Date, Is.EqualTo(new DateOnly(2026, 11, 23)));
        Assert.That(list.Check(1000), Is.Empty);
    }

    [Test]
    public void BuiltIn_Table_IsSmall()
    {
        using var resource = typeof(IPriceBook).Assembly.GetManifestResourceStream("AiGateway.Client.Metering.prices.json.br")!;
        Assert.That(resource.Length, Is.LessThan(100_000));
    }

    [TestCase("openai", "gpt-5", "gpt-5")]
    [TestCase("openai", "GPT-5", "GPT-5")]
    [TestCase("openai", "gpt-5-2025-08-07", "gpt-5-2025-08-07")]
    [TestCase("openai", "gpt-5-2031-01-01", "gpt-5")]
    [TestCase("anthropic", "claude-opus-4-6-latest", "claude-opus-4-6")]
    [TestCase("anthropic", "claude-3-opus", "claude-3-opus-latest")]
    [TestCase("openrouter", "openai/gpt-5", "gpt-5")]
    [TestCase("openrouter", "x-ai/grok-4", "grok-4")]
    [TestCase("groq", "openai/gpt-oss-120b", "openai/gpt-oss-120b")]
    [TestCase(null, "gpt-5", "gpt-5")]
    [TestCase("openai", "no-such-model", null)]
    [TestCase("openrouter", "nobody/gpt-5", null)]
    public void Find_ByAllItsNames(string? vendor, string model, string? expected) =>
        Assert.That(Book().Find(new(model, vendor))?.Model, Is.EqualTo(expected));

    [Test]
    public void Find_WithARegion_PrefersTheRegionsOwnRow()
    {
        var book = Book();
        Assert.That(book.Find(new("gpt-5.4", "azure", Region: "eu"))!.Model, Is.EqualTo("eu/gpt-5.4"));
        Assert.That(book.Find(new("gpt-5.4", "azure", Region: "mars"))!.Model, Is.EqualTo("gpt-5.4"));
    }

    [Test]
    public void Find_RowThatListsDisputed_SaysSo()
    {
        Assert.That(Book().Find(new("deepseek-chat", "deepseek"))!.Confidence, Is.EqualTo(PriceConfidence.Conflict));
        Assert.That(Book().Find(new("claude-opus-4-6", "anthropic"))!.Confidence, Is.EqualTo(PriceConfidence.ThreeAgree));
    }

    [Test]
    public void Find_ConfiguredPrice_WinsOverTheTable()
    {
        var book = Book();
        book.Use([new("contract", new() { Model = "gpt-5", Provider = "openai", Input = 0.5m, Output = 1 })], new(), []);
        var price = book.Find(new("gpt-5-2025-08-07", "openai"))!;
        Assert.That((price.Source, price.Price(Million)), Is.EqualTo(("configuration", 0.5m)));
        Assert.That(book.Find(new("gpt-5", "azure"))!.Source, Is.EqualTo("built-in"));
    }

    [Test]
    public void Find_PriceOfAConfiguredProvider_IsForItAlone()
    {
        var book = Book();
        book.Use([new("gpt-5", new() { Provider = "azure-eu", Input = 7, Output = 7 })], new(), []);
        Assert.That(book.Find(new("gpt-5", "azure", "azure-eu"))!.Price(Million), Is.EqualTo(7m));
        Assert.That(book.Find(new("gpt-5", "azure", "azure-us"))!.Source, Is.EqualTo("built-in"));
    }

    [Test]
    public void Use_OtherPrices_ChangesTheVersion()
    {
        var book = Book();
        var before = book.Version;
        book.Use([], new(), []);
        Assert.That(book.Version, Is.Not.EqualTo(before));
    }

    [Test]
    public void Find_WithoutTheBuiltInTable_KnowsOnlyWhatIsConfigured()
    {
        var book = Book();
        book.Use([], new() { BuiltInPrices = false }, []);
        Assert.That(book.Find(new("gpt-5", "openai")), Is.Null);
        Assert.That(book.FindDearest("openai"), Is.Null);
        Assert.That(book.TableDate, Is.Null);
    }

    [Test]
    public void FindDearest_OfAVendor_IsNoneCheaperThanTheOthers()
    {
        var book = Book();
        var dearest = book.FindDearest("anthropic")!;
        Assert.That(dearest.Provider, Is.EqualTo("anthropic"));
        Assert.That(BuiltInPrices.List.All("anthropic").Max(price => price.Price(new() { Input = 1000, Output = 1000 })),
            Is.EqualTo(dearest.Price(new() { Input = 1000, Output = 1000 })));
        Assert.That(book.FindDearest("nobody"), Is.Not.Null);
    }

    private static PriceBook Book() => new(TimeProvider.System, NullLogger.Instance);
}
