using System.Text.RegularExpressions;

namespace AiGateway.Client.Tests;

/// <summary>Slices may use the slices below them, and no others.</summary>
public sealed class LayeringTests
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Resilience"] = [],
        ["Telemetry"] = [],
        ["Context"] = ["Resilience"],
        ["Providers"] = ["Resilience"],
        ["Metering"] = ["Context", "Providers", "Resilience", "Telemetry"],
        ["Pipeline"] = ["Context", "Resilience", "Telemetry"],
        ["Redaction"] = ["Context", "Pipeline", "Providers", "Telemetry"],
        ["Governance"] = ["Context", "Pipeline", "Providers", "Redaction", "Telemetry"],
        ["Caching"] = ["Context", "Metering", "Pipeline", "Providers", "Redaction", "Resilience", "Telemetry"],
        ["Auditing"] = ["Context", "Pipeline", "Providers", "Resilience", "Telemetry"],
        ["Quotas"] = ["Context", "Metering", "Pipeline", "Resilience", "Telemetry"],
        ["RateLimiting"] = ["Context", "Pipeline", "Quotas", "Resilience", "Telemetry"],
        ["Budgets"] = ["Context", "Pipeline", "Quotas", "Telemetry"],
        ["Routing"] = ["Context", "Metering", "Pipeline", "Providers", "Quotas", "Resilience", "Telemetry"],
        ["Configuration"] = ["Auditing", "Budgets", "Caching", "Context", "Governance", "Metering", "Pipeline", "Providers", "Quotas", "RateLimiting", "Redaction", "Resilience", "Routing", "Telemetry"],
        ["DependencyInjection"] = ["Auditing", "Caching", "Configuration", "Context", "Governance", "Metering", "Pipeline", "Providers", "Quotas", "RateLimiting", "Redaction", "Resilience", "Routing", "Telemetry"],
    };

    [Test]
    public void Slices_UseOnlyTheSlicesBelowThem()
    {
        List<string> violations = [];
        foreach (var folder in Directory.GetDirectories(Source()).Where(folder => Path.GetFileName(folder) is not ("bin" or "obj")))
        {
            var slice = Path.GetFileName(folder);
            Assert.That(Allowed, Contains.Key(slice), "a new slice takes its place in the order of layers");
            foreach (var file in Directory.GetFiles(folder, "*.cs", SearchOption.AllDirectories))
            {
                violations.AddRange(UsedSlices(File.ReadAllText(file)).Where(used => used != slice && !Allowed[slice].Contains(used))
                    .Select(used => $"{slice}/{Path.GetFileName(file)} uses {used}"));
            }
        }

        Assert.That(violations, Is.Empty);
    }

    [Test]
    public void Core_NamesNoVendor()
    {
        var references = typeof(IAiGateway).Assembly.GetReferencedAssemblies().Select(assembly => assembly.Name!);
        Assert.That(references.Where(name => Regex.IsMatch(name, "OpenAI|Anthropic|Ollama|Azure")), Is.Empty);
    }

    private static IEnumerable<string> UsedSlices(string code) =>
        Regex.Matches(Regex.Replace(code, @"^\s*//.*$", "", RegexOptions.Multiline), @"(?:AiGateway\.Client\.|(?<![\w.]))(?<slice>" + string.Join('|', Allowed.Keys) + @")\.(?=[A-Z])|using AiGateway\.Client\.(?<slice>\w+);")
            .Select(match => match.Groups["slice"].Value).Distinct();

    private static string Source() => Path.Combine(RepositoryRoot.Path, "src", "AiGateway.Client");
}
