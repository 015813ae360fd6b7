using AiGateway.Client.Auditing.Chain;
using AiGateway.Client.Auditing.Sinks;
using AiGateway.Client.Auditing.Writing;
using AiGateway.Client.Routing;
using AiGateway.Client.Testing;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace AiGateway.Client.Tests.Auditing;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class JsonLinesStoreTests : AuditStoreConformance, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("aigateway-audit-").FullName;

    private protected override IAuditStore Store => new JsonLinesAuditStore(_folder);

    [Test]
    public async Task Verify_FileCutOffInALine_SaysAtWhichByte()
    {
        await FillAsync(12);
        var file = Files().Single();
        using (var stream = File.OpenWrite(file))
        {
            stream.SetLength(stream.Length - 20);
        }

        var chain = await VerifyOneAsync();
        Assert.That(chain.Findings.Select(finding => finding.Kind), Is.EqualTo(new[] { AuditFindingKind.CutOff, AuditFindingKind.Truncated }));
        Assert.That(chain.Findings[0].Location, Does.Match(@"^audit-20260301-\w+-000001\.jsonl, line 12, byte \d+$"));
        Assert.That(chain.Last, Is.EqualTo(11));
    }

    [Test]
    public async Task Verify_EveryByteOfALine_IsFound()
    {
        await FillAsync(3);
        var file = Files().Single();
        var bytes = await File.ReadAllBytesAsync(file);
        var start = Array.IndexOf(bytes, (byte)'\n') + 1;
        var end = Array.IndexOf(bytes, (byte)'\n', start);
        for (var i = start; i <= end; i++)
        {
            var changed = bytes.ToArray();
            changed[i] ^= 1;
            await File.WriteAllBytesAsync(file, changed);
            Assert.That((await VerifyOneAsync()).IsIntact, Is.False, $"byte {i - start}: {(char)bytes[i]}");
        }
    }

    [Test]
    public async Task Rotation_BySizeAndDay_KeepsTheChain()
    {
        await using (var services = Small().BuildServiceProvider())
        {
            for (var i = 0; i < 40; i++)
            {
                await services.GetRequiredService<IChatClient>().GetResponseAsync("Hi");
                await services.GetRequiredService<AuditTrails>().FlushAsync(default);
                Time.Advance(TimeSpan.FromHours(1));
            }
        }

        var chain = await VerifyOneAsync();
        Assert.That((chain.Findings.Count, chain.Last, chain.IsEnded), Is.EqualTo((0, 40L, true)));
        Assert.That(Files().Select(file => Path.GetFileName(file)[..14]).Distinct(), Is.EquivalentTo(new[] { "audit-20260301", "audit-20260302", "audit-20260303" }));
        Assert.That(Files().Count, Is.GreaterThan(3));
        Assert.That(Files().Select(file => new FileInfo(file).Length), Is.All.LessThan(11_000));

        File.Delete(Files()[1]);
        Assert.That((await VerifyOneAsync()).Findings.Single().Kind, Is.EqualTo(AuditFindingKind.Missing));
    }

    [Test]
    public async Task Verify_AllFilesOfAWriterGone_IsFoundByItsCheckpoints()
    {
        await FillAsync(3);
        File.Delete(Files().Single());
        Assert.That((await VerifyOneAsync()).Findings.Single().Kind, Is.EqualTo(AuditFindingKind.Truncated));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private protected override void AddSink(IAiGatewayBuilder builder) => builder.Configure(options => options.Auditing.File.Path = _folder);

    private protected override Task ChangeAsync(long sequence) => OverwriteAsync(sequence, AuditLines.ChangeByte);

    private protected override Task RemoveAsync(long sequence) => EditAsync(lines => lines.RemoveAll(line => IsOf(line, sequence)));

    private protected override Task SwapAsync(long first, long second) => EditAsync(lines =>
    {
        var (left, right) = (lines.FindIndex(line => IsOf(line, first)), lines.FindIndex(line => IsOf(line, second)));
        (lines[left], lines[right]) = (lines[right], lines[left]);
    });

    private protected override Task TruncateAsync(long sequence) => EditAsync(lines => lines.RemoveRange((int)sequence - 1, lines.Count - (int)sequence + 1));

    private protected override Task OverwriteAsync(long sequence, Func<string, string> change) => EditAsync(lines =>
    {
        var index = lines.FindIndex(line => IsOf(line, sequence));
        lines[index] = change(lines[index]);
    });

    private static bool IsOf(string line, long sequence) => line.StartsWith($$"""{"seq":{{sequence}},""", StringComparison.Ordinal);

    // All files as one list; each line goes back to the file that it came from, or to the last one.
    private async Task EditAsync(Action<List<string>> edit)
    {
        var files = Files();
        List<string> lines = [];
        List<int> counts = [];
        foreach (var file in files)
        {
            var read = await File.ReadAllLinesAsync(file);
            counts.Add(read.Length);
            lines.AddRange(read);
        }

        edit(lines);
        var taken = 0;
        for (var i = 0; i < files.Count; i++)
        {
            var count = Math.Min(counts[i], lines.Count - taken);
            await File.WriteAllTextAsync(files[i], string.Concat(lines.Skip(taken).Take(count).Select(line => line + "\n")));
            taken += count;
        }
    }

    private List<string> Files() => [.. Directory.GetFiles(_folder, "*.jsonl").Order(StringComparer.Ordinal)];

    private ServiceCollection Small()
    {
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(Time);
        services.AddAiGateway(options =>
        {
            options.Providers["sim"] = new SimulatedProviderOptions { Type = "Simulated" };
            options.Routes["chat"] = new RouteOptions { Targets = { ["main"] = new TargetOptions { Provider = "sim", Model = "m" } } };
            options.Auditing.ChainKey = "a chain key for tests only";
            (options.Auditing.File.Path, options.Auditing.File.MaxBytes) = (_folder, 10_000);
        }).AddSimulated();
        return services;
    }
}
