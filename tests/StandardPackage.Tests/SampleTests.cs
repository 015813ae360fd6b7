using System.Reflection;

namespace StandardPackage.Tests;

/// <summary>The sample does what its page says.</summary>
public sealed class SampleTests
{
    private string[] _lines = [];
    private int _exitCode;

    [OneTimeSetUp]
    public void Run()
    {
        var before = Console.Out;
        using var output = new StringWriter();
        Console.SetOut(output);
        try
        {
            _exitCode = (int)Assembly.Load("StandardPackage").EntryPoint!.Invoke(null, [Array.Empty<string>()])!;
        }
        finally
        {
            Console.SetOut(before);
        }

        _lines = [.. output.ToString().Split(Environment.NewLine).Select(line => line.Trim())];
    }

    [Test]
    public void Run_EndsWell() => Assert.That(_exitCode, Is.Zero);

    [Test]
    public void Run_Plain_HasWhatThePackageSays() => Assert.That(Part(1), Is.SupersetOf(new[]
    {
        "Policies   sizes, clean, links, named-application, max-output-tokens",
        "Tokens     2000 of output at most",
        "Budget     50 USD",
        "Answer     I have written to them. See https://partner.example/terms and #removed",
        "Redacted   1 EMAIL_ADDRESS",
    }));

    [Test]
    public void Run_Tighter_HasWhatTheApplicationSays() => Assert.That(Part(2), Is.SupersetOf(new[]
    {
        "Tokens     500 of output at most", "Budget     20 USD", "Answer     I have written to them. See #removed and #removed",
    }));

    [Test]
    public void Run_Looser_IsRefusedForEveryReason() => Assert.That(Part(3), Is.EquivalentTo(new[]
    {
        "AiGateway:Redaction:Entities:EMAIL_ADDRESS = 'Allow' is weaker than the baseline allows: at least Pseudonymize.",
        "AiGateway:Budgets:tenant-month:Amount = '500' is more than the baseline allows: 50.",
        "AiGateway:Governance:Policies:links:AllowedHosts:elsewhere.example = 'True' allows more than the baseline. The baseline's: 'contoso.example, partner.example'.",
        "AiGateway:Governance:Policies:links:Mode = 'DryRun' is looser than the baseline allows: 'Enforce'.",
        "AiGateway:Governance:Policies:max-output-tokens:Max = '8000' is looser than the baseline allows: '2000'.",
    }));

    private string[] Part(int number) =>
        [.. _lines.SkipWhile(line => !line.StartsWith($"{number}. ", StringComparison.Ordinal)).Skip(1).TakeWhile(line => line.Length > 0 && !char.IsAsciiDigit(line[0]))];
}
