using System.Collections.Concurrent;
using Azure.Core;

namespace AiGateway.Client.Providers;

/// <summary>Keeps tokens until they are due for renewal: the SDK asks for one before every request, and not every credential remembers its own.</summary>
/// <remarks>One caller renews at a time. While the old token still holds, the others go on with it, and so do all when the renewal fails.</remarks>
internal sealed class CachedTokenCredential(TokenCredential inner, TimeProvider timeProvider) : TokenCredential
{
    private static readonly TimeSpan RenewBefore = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan UseUntil = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
        Find(requestContext) is { Token: { } token } && !IsDue(token) ? token : inner.GetToken(requestContext, cancellationToken);

    public override async ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken)
    {
        if (Find(requestContext) is not { } entry)
        {
            return await inner.GetTokenAsync(requestContext, cancellationToken).ConfigureAwait(false);
        }

        if (entry.Token is { } token && (!IsDue(token) || (IsUsable(token) && entry.Gate.CurrentCount == 0)))
        {
            return token;
        }

        await entry.Gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return entry.Token is { } renewed && !IsDue(renewed) ? renewed : await RenewAsync(entry, requestContext, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            entry.Gate.Release();
        }
    }

    private async ValueTask<AccessToken> RenewAsync(Entry entry, TokenRequestContext requestContext, CancellationToken cancellationToken)
    {
        try
        {
            var token = await inner.GetTokenAsync(requestContext, cancellationToken).ConfigureAwait(false);
            entry.Token = token;
            return token;
        }
        catch (Exception) when (entry.Token is { } old && IsUsable(old) && !cancellationToken.IsCancellationRequested)
        {
            return entry.Token.Value;
        }
    }

    // A request with claims answers a challenge: the token that is there was not enough.
    private Entry? Find(TokenRequestContext requestContext) =>
        requestContext.Claims is null ? _entries.GetOrAdd($"{requestContext.TenantId}|{string.Join(' ', requestContext.Scopes)}", static _ => new Entry()) : null;

    private bool IsDue(AccessToken token) =>
        timeProvider.GetUtcNow() >= (token.RefreshOn ?? Earlier(token.ExpiresOn, RenewBefore));

    private bool IsUsable(AccessToken token) => timeProvider.GetUtcNow() < Earlier(token.ExpiresOn, UseUntil);

    private static DateTimeOffset Earlier(DateTimeOffset time, TimeSpan by) => time - DateTimeOffset.MinValue > by ? time - by : DateTimeOffset.MinValue;

    private sealed class Entry
    {
        private readonly Lock _lock = new();
        private AccessToken? _token;

        public SemaphoreSlim Gate { get; } = new(1, 1);

        public AccessToken? Token
        {
            get
            {
                lock (_lock)
                {
                    return _token;
                }
            }

            set
            {
                lock (_lock)
                {
                    _token = value;
                }
            }
        }
    }
}
