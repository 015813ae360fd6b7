using AiGateway.Client.Providers;
using Azure.Core;
using Microsoft.Extensions.Time.Testing;

namespace AiGateway.Client.Tests;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class CachedTokenCredentialTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly List<TokenRequestContext> _asked = [];
    private Func<Task<AccessToken>>? _answer;

    [Test]
    public async Task GetTokenAsync_BeforeRenewal_AsksOnce()
    {
        var credential = Credential();
        Assert.That((await AskAsync(credential), await AskAsync(credential)), Is.EqualTo(("token-1", "token-1")));
        _time.Advance(TimeSpan.FromMinutes(54));
        Assert.That(await AskAsync(credential), Is.EqualTo("token-1"));
        _time.Advance(TimeSpan.FromMinutes(2));
        Assert.That(await AskAsync(credential), Is.EqualTo("token-2"));
    }

    [Test]
    public async Task GetTokenAsync_OtherScope_AsksAnew()
    {
        var credential = Credential();
        Assert.That((await AskAsync(credential, "a"), await AskAsync(credential, "b"), await AskAsync(credential, "a")), Is.EqualTo(("token-1", "token-2", "token-1")));
    }

    [Test]
    public async Task GetTokenAsync_WithClaims_AsksAnew()
    {
        var credential = Credential();
        await AskAsync(credential);
        await credential.GetTokenAsync(new TokenRequestContext(["a"], claims: "c"), default);
        Assert.That(_asked.Select(context => context.Claims), Is.EqualTo(new[] { null, "c" }));
    }

    [Test]
    public async Task GetTokenAsync_RefreshOn_DecidesBeforeExpiry()
    {
        var credential = Credential();
        _answer = () => Task.FromResult(new AccessToken("early", _time.GetUtcNow().AddHours(1), _time.GetUtcNow().AddMinutes(10)));
        await AskAsync(credential);
        _time.Advance(TimeSpan.FromMinutes(11));
        _answer = null;
        Assert.That(await AskAsync(credential), Is.EqualTo("token-2"));
    }

    [Test]
    public async Task GetTokenAsync_RenewalUnderWay_LetsOthersGoOnWithTheOldOne()
    {
        var credential = Credential();
        await AskAsync(credential);
        _time.Advance(TimeSpan.FromMinutes(56));
        var renewal = new TaskCompletionSource<AccessToken>();
        _answer = () => renewal.Task;
        var first = AskAsync(credential);
        Assert.That(await AskAsync(credential), Is.EqualTo("token-1"));
        renewal.SetResult(new AccessToken("renewed", DateTimeOffset.MaxValue));
        Assert.That((await first, await AskAsync(credential)), Is.EqualTo(("renewed", "renewed")));
    }

    [Test]
    public async Task GetTokenAsync_ManyWithoutToken_ShareOneRequest()
    {
        var credential = Credential();
        var first = new TaskCompletionSource<AccessToken>();
        _answer = () => first.Task;
        var callers = Enumerable.Range(0, 8).Select(_ => AskAsync(credential)).ToArray();
        first.SetResult(new AccessToken("shared", DateTimeOffset.MaxValue));
        Assert.That(await Task.WhenAll(callers), Is.All.EqualTo("shared"));
        Assert.That(_asked, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task GetTokenAsync_RenewalFails_UsesTheOldOneWhileItHolds()
    {
        var credential = Credential();
        await AskAsync(credential);
        _time.Advance(TimeSpan.FromMinutes(56));
        _answer = () => Task.FromException<AccessToken>(new InvalidOperationException("down"));
        Assert.That(await AskAsync(credential), Is.EqualTo("token-1"));
        _time.Advance(TimeSpan.FromMinutes(4));
        Assert.That(() => AskAsync(credential), Throws.InvalidOperationException);
        _answer = null;
        Assert.That(await AskAsync(credential), Does.StartWith("token-"), "a failure leaves no lock behind");
    }

    private static async Task<string> AskAsync(TokenCredential credential, string scope = "a") => (await credential.GetTokenAsync(new TokenRequestContext([scope]), default)).Token;

    private CachedTokenCredential Credential() => new(new Source(this), _time);

    private sealed class Source(CachedTokenCredentialTests test) : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) => throw new NotSupportedException();

        public override async ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken)
        {
            test._asked.Add(requestContext);
            return test._answer is { } answer ? await answer() : new AccessToken($"token-{test._asked.Count}", test._time.GetUtcNow().AddHours(1));
        }
    }
}
