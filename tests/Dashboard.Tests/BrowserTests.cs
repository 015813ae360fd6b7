using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Dashboard.Tests;

/// <summary>The page in a browser. Pictures go to the folder that <c>SCREENSHOTS</c> names, else to the one of the test run.</summary>
public sealed class BrowserTests
{
    private readonly HitCounter _counter = new();
    private TestDashboard _dashboard = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        Browser.Require();
        _dashboard = await TestDashboard.StartAsync(services => services.AddSingleton<IStartupFilter>(_counter));
        await _dashboard.AskAsync(80);
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        if (_dashboard is not null)
        {
            await _dashboard.DisposeAsync();
        }
    }

    [TestCase("dashboard-light", false, 1280, 3050)]
    [TestCase("dashboard-dark", true, 1280, 3050)]
    [TestCase("dashboard-phone", false, 500, 5000)]
    public async Task Picture_IsTaken_FollowsTheReadersSetting(string name, bool dark, int width, int height)
    {
        var folder = Directory.CreateDirectory(Environment.GetEnvironmentVariable("SCREENSHOTS") ?? TestContext.CurrentContext.WorkDirectory);
        var file = Path.Combine(folder.FullName, $"{name}.png");
        File.Delete(file);

        await Browser.PictureAsync(_dashboard.Http.BaseAddress!, file, dark, width, height);

        TestContext.AddTestAttachment(file);
        var (actualWidth, actualHeight, brightness) = await Browser.MeasureAsync(file);
        Assert.That((actualWidth, actualHeight), Is.EqualTo((width, height)));
        Assert.That(brightness, dark ? Is.LessThan(60) : Is.GreaterThan(200));
        Assert.That(new FileInfo(file).Length, Is.GreaterThan(50_000), "an empty page is small");
    }

    [Test]
    public async Task Script_RefreshesThePage_BreaksNoRule()
    {
        var before = _counter.Hits;

        var (text, complaints) = await Browser.ReadAsync(_dashboard.Http.BaseAddress!, seconds: 11);

        Assert.That(_counter.Hits - before, Is.GreaterThanOrEqualTo(2), "the page, and once more by its script");
        Assert.That(text, Does.Match("""<button id="pause" type="button">Pause</button>"""), "the script shows the button");
        Assert.That(text, Does.Match("""<p id="state" role="status"></p>""").And.Contain("""<div class="value">80</div>"""));
        Assert.That(complaints, Does.Not.Contain("CONSOLE"));
    }
}
