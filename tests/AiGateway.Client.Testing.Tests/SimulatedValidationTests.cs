using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace AiGateway.Client.Testing.Tests;

public sealed class SimulatedValidationTests
{
    private const string Path = "AiGateway:Providers:sim";

    private static IEnumerable<TestCaseData> Errors()
    {
        yield return Error(options => options.ChunkSize = 0, ":ChunkSize = '0' is out of range: at least 1.");
        yield return Error(options => options.InputTokens = -1, ":InputTokens = '-1' is out of range: at least 0.");
        yield return Error(options => options.OutputTokens = -1, ":OutputTokens = '-1' is out of range: at least 0.");
        yield return Error(options => options.Latency = TimeSpan.FromSeconds(-1), ":Latency = '-00:00:01' is out of range: from 00:00:00 to 1.00:00:00.");
        yield return Error(options => options.ChunkDelay = TimeSpan.FromDays(2), ":ChunkDelay = '2.00:00:00' is out of range: from 00:00:00 to 1.00:00:00.");
        yield return Fault(fault => fault.Status = 399, ":Status = '399' is out of range: from 400 to 599.");
        yield return Fault(fault => fault.Status = 600, ":Status = '600' is out of range: from 400 to 599.");
        yield return Fault(fault => fault.FirstCall = 0, ":FirstCall = '0' is out of range: at least 1.");
        yield return Fault(fault => (fault.FirstCall, fault.LastCall) = (3, 2), ":LastCall = '2' is out of range: at least FirstCall, which is 3.");
        yield return Fault(fault => fault.AfterChunks = -1, ":AfterChunks = '-1' is out of range: at least 0.");
        yield return Fault(fault => fault.Delay = Timeout.InfiniteTimeSpan,
            ":Delay = '-00:00:00.0010000' is out of range: from 00:00:00 to 1.00:00:00.");
        yield return Fault(fault => fault.RetryAfter = TimeSpan.FromSeconds(-2), ":RetryAfter = '-00:00:02' is out of range: from 00:00:00 to 1.00:00:00.");
    }

    [TestCaseSource(nameof(Errors))]
    public void Validate_OutOfRange_NamesKeyValueAndRange(Action<SimulatedProviderOptions> configure, string expected)
    {
        var options = Simulated.Options();
        configure(options);
        Assert.That(new Simulated().Validate(options), Is.EqualTo(new[] { Path + expected }));
    }

    [Test]
    public void Validate_SeveralErrors_ReportsAll()
    {
        var options = Simulated.Options(new SimulatedFaultOptions { Status = 200 }, new SimulatedFaultOptions { FirstCall = -1 });
        options.ChunkSize = -5;
        Assert.That(new Simulated().Validate(options), Has.Count.EqualTo(3));
    }

    [Test]
    public void Validate_AtTheLimits_ReportsNothing()
    {
        var options = Simulated.Options(
            new SimulatedFaultOptions { Status = 400, FirstCall = 1, LastCall = 1, Delay = TimeSpan.Zero, RetryAfter = TimeSpan.FromDays(1) },
            new SimulatedFaultOptions { Status = 599, AfterChunks = 0 });
        (options.ChunkSize, options.InputTokens, options.OutputTokens, options.Latency) = (1, 0, 0, TimeSpan.FromDays(1));
        Assert.That(new Simulated().Validate(options), Is.Empty);
        Assert.That(new Simulated().Validate(new SimulatedProviderOptions()), Is.Empty);
    }

    [Test]
    public async Task Build_OfAGateway_RefusesThePlan()
    {
        await using var gateway = new TestGateway(new() { ["Providers:first:Faults:f:Kind"] = "Statuss", ["Providers:first:ChunkSize"] = "0" });
        var exception = Assert.Throws<OptionsValidationException>(() => _ = gateway.Client);
        Assert.That(exception!.Failures, Is.EquivalentTo(new[]
        {
            "AiGateway:Providers:first:ChunkSize = '0' is out of range: at least 1.",
            "AiGateway:Providers:first:Faults:f:Kind = 'Statuss' is not one of " + string.Join(", ", Enum.GetNames<SimulatedFaultKind>()) + ".",
        }));
    }

    [Test]
    public async Task AddSimulated_TypeName_IsComparedWithoutCase()
    {
        await using var gateway = new TestGateway(configure: builder => builder.Configure(options =>
            options.Providers["first"] = new SimulatedProviderOptions { Type = "sImUlAtEd", Answer = "found" }));
        Assert.That((await Simulated.Call(gateway.Client, streamed: false)).Text, Is.EqualTo("found"));
    }

    private static TestCaseData Error(Action<SimulatedProviderOptions> configure, string expected) => new TestCaseData(configure, expected).SetArgDisplayNames(expected);

    private static TestCaseData Fault(Action<SimulatedFaultOptions> configure, string expected) =>
        Error(options =>
        {
            var fault = new SimulatedFaultOptions();
            configure(fault);
            options.Faults.Add("f", fault);
        }, ":Faults:f" + expected);
}
