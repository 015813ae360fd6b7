using System.Collections;
using System.Reflection;
using AiGateway.Client.Providers;

namespace AiGateway.Client.Testing.Tests;

/// <summary>Whatever options hold, their text says none of it: it ends up in logs, exceptions and debuggers' exports.</summary>
public sealed class OptionsSecretTests
{
    private const string Canary = "canary-7f3e";

    private static readonly Assembly[] Assemblies =
        [typeof(IAiGateway).Assembly, typeof(SimulatedProvider).Assembly, typeof(OpenAIProvider).Assembly, typeof(AzureOpenAIProvider).Assembly,
            typeof(AnthropicProvider).Assembly, typeof(OllamaProvider).Assembly];

    private static IEnumerable<TestCaseData> Types() => Assemblies
        .SelectMany(assembly => assembly.GetExportedTypes())
        .Where(type => type is { IsClass: true, IsAbstract: false } && type.GetConstructor(Type.EmptyTypes) is not null && type.Name.EndsWith("Options", StringComparison.Ordinal))
        .Select(type => new TestCaseData(type));

    [TestCaseSource(nameof(Types))]
    public void ToString_EveryPropertyHoldsASecret_NamesNone(Type type)
    {
        var options = Activator.CreateInstance(type)!;
        Fill(options);
        Assert.That(options.ToString(), Does.Not.Contain(Canary));
    }

    [Test]
    public void Fill_OptionsOfEveryAssembly_AreFound()
    {
        Assert.That(Fill(new ProviderOptions()), Is.GreaterThan(5));
        Assert.That(Types().Select(test => ((Type)test.Arguments[0]!).Assembly).Distinct(), Is.EquivalentTo(Assemblies));
    }

    private static int Fill(object options)
    {
        var filled = 0;
        foreach (var property in options.GetType().GetProperties().Where(property => property.GetIndexParameters().Length == 0))
        {
            filled += FillProperty(options, property);
        }

        return filled;
    }

    private static int FillProperty(object options, PropertyInfo property)
    {
        if (property.PropertyType == typeof(string) && property.CanWrite)
        {
            property.SetValue(options, Canary);
            return 1;
        }

        if (property.PropertyType == typeof(Uri) && property.CanWrite)
        {
            property.SetValue(options, new Uri($"http://{Canary}@localhost/{Canary}"));
            return 1;
        }

        switch (property.GetValue(options))
        {
            case IDictionary<string, string> texts:
                texts[Canary] = Canary;
                return 1;
            case not null and not string and not IEnumerable when property.PropertyType.Namespace!.StartsWith("AiGateway", StringComparison.Ordinal) && property.PropertyType.IsClass:
                return Fill(property.GetValue(options)!);
            default:
                return 0;
        }
    }
}
