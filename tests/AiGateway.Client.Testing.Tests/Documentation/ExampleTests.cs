using System.Text;
using System.Text.Json;
using AiGateway.Client.Governance;
using AiGateway.Client.Providers;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace AiGateway.Client.Testing.Tests.Documentation;

/// <summary>What a reader copies must work.</summary>
public sealed class ExampleTests
{
    private static readonly DocumentedProvider[] Providers =
    [
        new("OpenAI", typeof(OpenAIProviderOptions)), new("OpenAICompatible", typeof(OpenAICompatibleProviderOptions)),
        new("AzureOpenAI", typeof(AzureOpenAIProviderOptions)), new("Anthropic", typeof(AnthropicProviderOptions)),
        new("Ollama", typeof(OllamaProviderOptions)), new("Example", typeof(ProviderOptions)),
    ];

    private static IEnumerable<TestCaseData> Pages() => MarkdownFiles.All().Select(file => new TestCaseData(file));

    private static IEnumerable<TestCaseData> Settings() => MarkdownFiles.In("samples", "appsettings*.json").Select(file => new TestCaseData(file));

    [TestCaseSource(nameof(Pages))]
    public void JsonBlocks_OfAPage_AreAccepted(string file)
    {
        // A later block of a page may be a layer over its first one.
        List<string> layers = [];
        foreach (var (line, json) in MarkdownFiles.Blocks(file, "json"))
        {
            Assert.That(() => JsonDocument.Parse(json).Dispose(), Throws.Nothing, $"{file}:{line}");
            var alone = Failures([json]);
            Assert.That(alone.Count == 0 ? alone : Failures([.. layers, json]), Is.Empty, $"{file}:{line}");
            layers.Add(json);
        }
    }

    [TestCaseSource(nameof(Settings))]
    public void SettingsFiles_OfSamples_AreAccepted(string file)
    {
        var text = MarkdownFiles.Read(file);
        var basis = MarkdownFiles.Read(Path.Combine(Path.GetDirectoryName(file)!, "appsettings.json"));
        Assert.That(Failures([basis, text]), Is.Empty);
    }

    [TestCaseSource(nameof(Pages))]
    public void Links_OfAPage_LeadSomewhere(string file)
    {
        foreach (var link in MarkdownFiles.LocalLinks(file))
        {
            var parts = link.Split('#');
            var target = parts[0].Length == 0 ? file : Path.GetRelativePath(MarkdownFiles.Root, Path.Combine(MarkdownFiles.Root, Path.GetDirectoryName(file)!, parts[0]));
            Assert.That(Path.Exists(Path.Combine(MarkdownFiles.Root, target)), Is.True, $"{file} links to {link}");
            if (parts is [_, var anchor])
            {
                Assert.That(MarkdownFiles.Anchors(target), Contains.Item(anchor), $"{file} links to {link}");
            }
        }
    }

    private static IReadOnlyList<string> Failures(IEnumerable<string> layers)
    {
        var builder = new ConfigurationBuilder();
        foreach (var json in layers)
        {
            builder.AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(json)));
        }

        var gateway = new ServiceCollection().AddAiGateway(builder.Build().GetSection("AiGateway")).AddSimulated();
        gateway.AddPolicy("questions-only", static (_, _) => new(GovernanceDecision.Allow));
        foreach (var provider in Providers)
        {
            gateway.Services.AddSingleton<IChatProvider>(provider);
        }

        using var services = gateway.Services.BuildServiceProvider();
        try
        {
            services.GetRequiredService<IAiGateway>();
            return [];
        }
        catch (OptionsValidationException exception)
        {
            return [.. exception.Failures];
        }
    }
}
