using System.Security.Cryptography;
using System.Text;
using AiGateway.Client.Context;
using Microsoft.Extensions.Logging;

namespace AiGateway.Client.Redaction;

/// <summary>Finds the keys for a request: from the callback, the configuration, or the process.</summary>
internal sealed class RedactionKeyRing
{
    private readonly RedactionOptions _options;
    private readonly RedactionKeys? _keys;
    private readonly ProcessKey _processKey;

    public RedactionKeyRing(RedactionOptions options, ProcessKey processKey, ILogger logger)
    {
        _options = options;
        _processKey = processKey;
        if (options.GetKeys is not null)
        {
            return;
        }

        IsProcessKey = options.Key is null;
        _keys = options.Key is { } key ? new RedactionKeys(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(options.PreviousKey ?? "")) : processKey.Keys;
        if (IsProcessKey && options.IsOn && processKey.Announce())
        {
            RedactionLog.ProcessKeyInUse(logger);
        }
    }

    /// <summary>Gets a value indicating whether pseudonyms mean nothing outside of this process.</summary>
    public bool IsProcessKey { get; }

    /// <summary>Gets what differs from key to key and gives none away.</summary>
    public string Identity => _keys is null ? "" : Convert.ToHexStringLower(HMACSHA256.HashData(_keys.Current, "identity"u8))[..8];

    /// <summary>Gets the keys for a request.</summary>
    public async ValueTask<PseudonymKeys> GetAsync(GatewayCaller caller, GatewayChatOptions options, CancellationToken cancellationToken)
    {
        var keys = _keys ?? await AskAsync(caller, cancellationToken).ConfigureAwait(false);
        return PseudonymKeys.Derive(keys, _options.Scope is RedactionScope.Tenant ? TenantScope(caller) : ConversationScope(caller, options));
    }

    /// <summary>Gets the keys of a tenant without asking the callback; in its stead the key of the process is used.</summary>
    public PseudonymKeys ForTenant(GatewayCaller caller) => PseudonymKeys.Derive(_keys ?? _processKey.Keys, TenantScope(caller));

    private async ValueTask<RedactionKeys> AskAsync(GatewayCaller caller, CancellationToken cancellationToken)
    {
        try
        {
            return await _options.GetKeys!(caller, cancellationToken).ConfigureAwait(false) ?? throw new InvalidOperationException("The callback returned no keys.");
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            throw new RedactionRejectedException(
                "redaction_key", $"The key for pseudonyms could not be had ({exception.GetType().Name}), so the request was not sent. Look after the callback Redaction:GetKeys.");
        }
    }

    private string TenantScope(GatewayCaller caller) => $"{_options.Epoch}\0tenant\0{caller.Tenant}";

    private string ConversationScope(GatewayCaller caller, GatewayChatOptions options)
    {
        var conversation = options.ConversationId ?? options.Tags?.FirstOrDefault(tag => tag.Key == "conversation").Value
            ?? Convert.ToHexString(RandomNumberGenerator.GetBytes(16));
        return $"{_options.Epoch}\0conversation\0{caller.Tenant}\0{conversation}";
    }
}
