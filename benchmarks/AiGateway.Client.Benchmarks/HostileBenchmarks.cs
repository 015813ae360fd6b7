using AiGateway.Client.Redaction;
using BenchmarkDotNet.Attributes;

namespace AiGateway.Client.Benchmarks;

/// <summary>64 KB made to keep the detectors of one entity busy, beside as much prose: the ratio is what an attacker gains.</summary>
/// <remarks>The entities that are on by default are searched for in both, as in a gateway.</remarks>
public class HostileBenchmarks
{
    private const int Length = 64 * 1024;

    private static readonly TextScanner All = new(RedactionPolicy.DefaultEntities);

    private readonly List<Detection> _found = new(Length);
    private string _prose = "";
    private string _hostile = "";

    /// <summary>What is repeated: the worst that is known for each kind of detector.</summary>
    [Params("digits", "groups", "card", "ethereum", "bitcoin", "address-v4", "address-v6", "at-signs", "mailboxes", "hardware", "passwords", "keys", "headers", "tokens")]
    public string Text { get; set; } = "";

    [GlobalSetup]
    public void Setup()
    {
        _prose = DetectionTexts.Repeat(DetectionTexts.Prose, Length);
        _hostile = DetectionTexts.Repeat(
            Text switch
            {
                "digits" => "912941234 ",
                "groups" => "123 ",
                "card" => "4444 4444 4444 444 ",
                "ethereum" => "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAeD ",
                "bitcoin" => "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb ",
                "address-v4" => "1.1.1.1.",
                "address-v6" => "1:",
                "at-signs" => "@",
                "mailboxes" => "a@",
                "hardware" => "3c:22:fb:10:9a:",
                "passwords" => "pwd=a;",
                "keys" => "AKIA",
                "headers" => "authorization: ",
                _ => "eyJ.",
            },
            Length);
    }

    [Benchmark(Baseline = true)]
    public int Prose() => Scan(_prose);

    [Benchmark]
    public int Hostile() => Scan(_hostile);

    private int Scan(string text)
    {
        _found.Clear();
        All.Scan(text, _found);
        return _found.Count;
    }
}
