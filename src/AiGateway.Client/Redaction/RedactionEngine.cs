using System.Collections.Frozen;
using AiGateway.Client.Context;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;

namespace AiGateway.Client.Redaction;

/// <summary>Redacts requests by one set of options.</summary>
internal sealed class RedactionEngine
{
    private readonly RedactionOptions _options;
    private readonly RedactionPolicy _policy;
    private readonly FrozenDictionary<string, RedactionPolicy> _tenants;
    private readonly UrlHosts _hosts;
    private readonly RedactionKeyRing _keys;
    private readonly string _epoch;
    private readonly DetectorRunner _detectors;
    private readonly TimeProvider _timeProvider;
    private readonly ILogger _logger;

    public RedactionEngine(
        RedactionOptions options, IEnumerable<IEntityDetector> detectors, ProcessKey processKey, TimeProvider timeProvider, ILogger logger)
    {
        IReadOnlyList<IEntityDetector> all = [.. detectors];
        _options = options;
        _policy = new RedactionPolicy(options, null, all);
        _tenants = options.Tenants.ToFrozenDictionary(
            tenant => tenant.Key, tenant => new RedactionPolicy(options, tenant.Value, all), StringComparer.OrdinalIgnoreCase);
        _hosts = new UrlHosts(options.AllowedUrlHosts);
        _keys = new RedactionKeyRing(options, processKey, logger);
        _epoch = $"{options.Epoch}:{_keys.Identity}";
        _detectors = new DetectorRunner(options.DetectorTimeout, timeProvider);
        _timeProvider = timeProvider;
        _logger = logger;
    }

    /// <summary>Gets the options.</summary>
    public RedactionOptions Options => _options;

    /// <summary>Gets a value indicating whether pseudonyms mean nothing outside of this process.</summary>
    public bool HasProcessKey => _keys.IsProcessKey;

    /// <summary>Redacts a request: on copies, where anything changes.</summary>
    /// <exception cref="RedactionRejectedException">It may not be sent.</exception>
    public async ValueTask<RedactedRequest> RedactAsync(IEnumerable<ChatMessage> messages, ChatOptions? options, CancellationToken cancellationToken)
    {
        var own = options is GatewayChatOptions { Context: not null } given ? given : new GatewayChatOptions(options);
        var context = own.Context ??= CreateContext(own);
        var policy = PolicyOf(context.Caller);
        context.RedactionEpoch = _epoch;
        IReadOnlyList<ChatMessage> list = messages as IReadOnlyList<ChatMessage> ?? [.. messages];
        if (policy.Mode is RedactionMode.DryRun)
        {
            (list, var known) = await CountAsync(list, own, policy, context, cancellationToken).ConfigureAwait(false);
            return new RedactedRequest(list, options, _options, policy, new PseudonymTable(), _hosts, context) { Known = known };
        }

        var collector = new ValueCollector(_options, policy);
        (list, own) = Walk(collector, list, own);
        await _detectors.RunAsync(policy, collector, cancellationToken).ConfigureAwait(false);
        var table = new PseudonymTable();
        if (collector.Values.Count > 0)
        {
            (list, own, table) = await ReplaceAsync(collector, list, own, policy, context, cancellationToken).ConfigureAwait(false);
        }

        return new RedactedRequest(list, own, _options, policy, table, _hosts, context);
    }

    /// <summary>Redacts a text for good, with the deterministic detectors.</summary>
    public string Redact(string text, GatewayCaller caller)
    {
        var policy = PolicyOf(caller);
        var collector = new ValueCollector(_options, policy);
        collector.Text(text);
        if (collector.Values.Count == 0)
        {
            return text;
        }

        var map = new PseudonymMap(policy, _keys.ForTenant(caller));
        foreach (var (entity, value) in collector.Values)
        {
            map.Add(entity, value, blocks: false);
        }

        return new ValueReplacer(_options, map, null).Text(text)!;
    }

    /// <summary>Redacts a name that becomes part of a message.</summary>
    public string Describe(string name) => _options.IsOn ? Redact(name, GatewayCaller.Anonymous) : name;

    private RedactionPolicy PolicyOf(GatewayCaller caller) =>
        caller.Tenant is { } tenant && _tenants.TryGetValue(tenant, out var policy) ? policy : _policy;

    private GatewayContext CreateContext(GatewayChatOptions options) =>
        new(options, _timeProvider.GetTimestamp()) { Caller = options.Caller ?? GatewayCaller.Anonymous };

    private async ValueTask<(IReadOnlyList<ChatMessage> Messages, GatewayChatOptions Options, PseudonymTable Table)> ReplaceAsync(
        ValueCollector collector, IReadOnlyList<ChatMessage> messages, GatewayChatOptions options, RedactionPolicy policy, GatewayContext context, CancellationToken cancellationToken)
    {
        var map = new PseudonymMap(policy, await _keys.GetAsync(context.Caller, options, cancellationToken).ConfigureAwait(false));
        Fill(map, collector, context);
        var (replaced, own) = Walk(new ValueReplacer(_options, map, context), messages, options);
        map.Table.Sort();
        return (replaced, own, map.Table);
    }

    private static void Fill(PseudonymMap map, ValueCollector collector, GatewayContext context)
    {
        foreach (var (entity, value) in collector.Values)
        {
            try
            {
                map.Add(entity, value);
            }
            catch (RedactionRejectedException)
            {
                context.CountRedaction(entity);
                throw;
            }
        }

        foreach (var text in collector.LookAlikes)
        {
            map.AddLookAlike(text);
        }

        map.Seal();
    }

    private async ValueTask<(IReadOnlyList<ChatMessage> Messages, HashSet<string> Values)> CountAsync(
        IReadOnlyList<ChatMessage> messages, GatewayChatOptions options, RedactionPolicy policy, GatewayContext context, CancellationToken cancellationToken)
    {
        var collector = new ValueCollector(new RedactionOptions { BinaryContent = ContentPolicy.Allow, UnknownContent = ContentPolicy.Allow, RawRepresentationFactory = RawRepresentationPolicy.Allow }, policy, onlyCounts: true);
        try
        {
            (messages, _) = Walk(collector, messages, options);
            await _detectors.RunAsync(policy, collector, cancellationToken).ConfigureAwait(false);
        }
        catch (RedactionRejectedException refused)
        {
            RedactionLog.DryRunIncomplete(_logger, refused.ReasonCode);
        }

        foreach (var (entity, _) in collector.Values.Where(value => policy.ForRequest(value.Entity) is not RedactionAction.Allow))
        {
            context.CountRedaction(entity);
        }

        return (messages, [.. collector.Values.Select(static value => value.Value)]);
    }

    // What stays the same from turn to turn comes first: its pseudonyms are the last to be lengthened. A detector that fails must not say what it was given.
    private static (ChatMessage[] Messages, GatewayChatOptions Options) Walk(MessageRewriter rewriter, IReadOnlyList<ChatMessage> messages, GatewayChatOptions options)
    {
        try
        {
            var own = rewriter.Options(options, static given => new GatewayChatOptions(given));
            var rewritten = new ChatMessage[messages.Count];
            for (var i = 0; i < rewritten.Length; i++)
            {
                rewritten[i] = rewriter.Message(messages[i]);
            }

            return (rewritten, own);
        }
        catch (Exception exception) when (exception is not (RedactionRejectedException or OperationCanceledException or OutOfMemoryException))
        {
            throw DetectorRunner.Failed(exception);
        }
    }
}
