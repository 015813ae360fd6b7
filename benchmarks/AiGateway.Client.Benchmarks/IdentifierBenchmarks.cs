using System.Text.RegularExpressions;
using AiGateway.Client.Redaction;
using AiGateway.Client.Redaction.Identifiers;
using AiGateway.Client.Redaction.Secrets;
using BenchmarkDotNet.Attributes;

namespace AiGateway.Client.Benchmarks;

/// <summary>Finding national identifiers and secrets in a chat message, beside a compiled regular expression for each of their rules.</summary>
/// <remarks>The expressions check no digits, words nearby, entropy or placeholders, so that the baseline does less.</remarks>
[MemoryDiagnoser]
public class IdentifierBenchmarks
{
    private static readonly TextScanner Identifiers = new(IdentifierCatalog.Entities);
    private static readonly TextScanner Secrets = new([EntityNames.Secret]);
    private static readonly TextScanner PiiAndSecrets = new(RedactionPolicy.DefaultEntities);
    private static readonly TextScanner Everything = new(TextScanner.SupportedEntities);

    private static readonly Regex[] IdentifierExpressions = [.. IdentifierCatalog.All.Select(row => Compile(IdentifierExpression(row)))];
    private static readonly Regex[] SecretExpressions = [.. KeyFormats.All.Select(format => Compile(SecretExpression(format)))];

    private readonly List<Detection> _found = new(512);
    private string _text = "";

    /// <summary>Which message of 4 KiB is scanned: two of what there is to find, two of what people write, two made to cost as much as possible.</summary>
    [Params("dense", "identifiers", "prose", "code", "hostile numbers", "hostile signs")]
    public string Message { get; set; } = "";

    [GlobalSetup]
    public void Setup() => _text = DetectionTexts.Create(Message);

    [Benchmark(Baseline = true)]
    public int CompiledRegexForIdentifiers() => Match(IdentifierExpressions);

    [Benchmark]
    public int CompiledRegexForSecrets() => Match(SecretExpressions);

    [Benchmark]
    public int ScannerForIdentifiers() => Scan(Identifiers);

    [Benchmark]
    public int ScannerForSecrets() => Scan(Secrets);

    [Benchmark]
    public int ScannerWithDefaults() => Scan(PiiAndSecrets);

    [Benchmark]
    public int ScannerWithEverything() => Scan(Everything);

    private int Match(Regex[] expressions)
    {
        var matches = 0;
        foreach (var expression in expressions)
        {
            foreach (var match in expression.EnumerateMatches(_text)) matches += match.Length;
        }

        return matches;
    }

    private int Scan(TextScanner scanner)
    {
        _found.Clear();
        scanner.Scan(_text, _found);
        return _found.Count;
    }

    // The same forms: d a digit, a a letter, x either, _ one of three separators, ? one of them or nothing, and repetitions.
    private static string IdentifierExpression(Identifier row) =>
        @"\b(?:" + string.Join('|', row.Forms.Split('|').Select(form => Regex.Replace(form, "<([0-9]+)(?:-([0-9]+))?>|.", Translate))) + @")(?![A-Za-z0-9])";

    private static string Translate(Match part) => part.Value switch
    {
        ['<', ..] => part.Groups[2].Success ? $"{{{part.Groups[1].Value},{part.Groups[2].Value}}}" : $"{{{part.Groups[1].Value}}}",
        "d" => "[0-9]",
        "a" => "[A-Za-z]",
        "x" => "[A-Za-z0-9]",
        "_" => "[ .-]",
        "?" => "[ .-]?",
        ":" => "",
        _ => Regex.Escape(part.Value),
    };

    private static string SecretExpression(KeyFormat format) => $@"(?<![A-Za-z0-9]){Regex.Escape(format.Prefix)}[\w+/=.-]{{{format.MinLength},{format.MaxLength}}}(?![A-Za-z0-9])";

    private static Regex Compile(string pattern) => new(pattern, RegexOptions.Compiled | RegexOptions.CultureInvariant);
}
