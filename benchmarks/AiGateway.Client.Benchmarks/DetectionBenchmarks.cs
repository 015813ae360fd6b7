using System.Text.RegularExpressions;
using AiGateway.Client.Redaction;
using BenchmarkDotNet.Attributes;

namespace AiGateway.Client.Benchmarks;

/// <summary>Finding personal data in a chat message: all entities in one pass, beside a compiled regular expression for each of them.</summary>
/// <remarks>The expressions check no digits, ranges or words nearby, so that the baseline does less.</remarks>
[MemoryDiagnoser]
public class DetectionBenchmarks
{
    private static readonly TextScanner Pii = new(TextScanner.SupportedEntities.Where(entity => entity != EntityNames.Secret));
    private static readonly TextScanner PiiAndSecrets = new(TextScanner.SupportedEntities);

    private static readonly Regex[] Expressions =
    [
        Compile(@"\b\d(?:[ .-]?\d){11,18}\b"),
        Compile(@"\b[A-Za-z]{2}\d{2}(?:[ -]?[A-Za-z0-9]){11,30}\b"),
        Compile(@"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+"),
        Compile(@"\b\d{1,3}(?:\.\d{1,3}){3}(?:/\d{1,2})?\b"),
        Compile(@"(?:[0-9A-Fa-f]{1,4}:){7}[0-9A-Fa-f]{1,4}|(?:[0-9A-Fa-f]{1,4}:){0,6}(?::[0-9A-Fa-f]{1,4}){1,7}"),
        Compile(@"\b[0-9A-Fa-f]{2}(?:[:-][0-9A-Fa-f]{2}){5}\b|\b[0-9A-Fa-f]{4}(?:\.[0-9A-Fa-f]{4}){2}\b"),
        Compile(@"(?:\+|\b)\d{1,4}(?:[ ./()-]{1,2}\d{2,4}){2,5}\b"),
        Compile(@"\b(?:[13][1-9A-HJ-NP-Za-km-z]{25,34}|bc1[0-9a-z]{11,71}|0x[0-9A-Fa-f]{40})\b"),
        Compile(@"\b\d{3}-\d{2}-\d{4}\b"),
        Compile(@"\b9\d{2}[- ]?\d{2}[- ]?\d{4}\b"),
        Compile(@"\b[1-9][A-Z][A-Z0-9]\d-?[A-Z][A-Z0-9]\d-?[A-Z]{2}\d{2}\b"),
        Compile(@"\b\d{3}[ -]?\d{3}[ -]?\d{4}\b"),
        Compile(@"\b[A-Za-z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-Da-d]\b"),
    ];

    private readonly List<Detection> _found = new(512);
    private string _text = "";

    /// <summary>Which message is scanned: three of 4 KiB, and a short one with nothing to find.</summary>
    [Params("dense", "prose", "code", "short")]
    public string Message { get; set; } = "";

    [GlobalSetup]
    public void Setup() => _text = DetectionTexts.Create(Message);

    [Benchmark(Baseline = true)]
    public int CompiledRegex()
    {
        var matches = 0;
        foreach (var expression in Expressions)
        {
            foreach (var match in expression.EnumerateMatches(_text))
            {
                matches += match.Length;
            }
        }

        return matches;
    }

    [Benchmark]
    public int Scanner() => Scan(Pii);

    [Benchmark]
    public int ScannerWithSecrets() => Scan(PiiAndSecrets);

    private int Scan(TextScanner scanner)
    {
        _found.Clear();
        scanner.Scan(_text, _found);
        return _found.Count;
    }

    private static Regex Compile(string pattern) => new(pattern, RegexOptions.Compiled | RegexOptions.CultureInvariant);
}
