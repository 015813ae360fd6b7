using System.Security.Cryptography;
using System.Text;
using AiGateway.Client.Context;
using AiGateway.Client.Telemetry;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;

namespace AiGateway.Client.Governance;

/// <summary>Asks the policies of one configuration, and carries out what they decide.</summary>
internal sealed class GovernanceEngine
{
    private readonly ActivePolicy[] _policies;
    private readonly TimeProvider _timeProvider;
    private readonly PolicyReporter _reporter;
    private readonly string _epoch;

    public GovernanceEngine(
        GovernanceOptions options, PolicyTypes types, IServiceProvider services, string version, TimeProvider timeProvider, GatewayInstruments instruments, ILogger logger)
    {
        _policies =
        [
            .. options.Policies.Where(policy => policy.Value.Enabled)
                .Select(policy => (policy.Key, policy.Value, Type: types.Find(policy.Value.Type)!))
                .OrderBy(policy => policy.Value.Order).ThenBy(policy => policy.Type.Rank).ThenBy(policy => policy.Key, StringComparer.OrdinalIgnoreCase)
                .Select(policy => new ActivePolicy(policy.Key, policy.Type.Create(policy.Value, services), policy.Value)),
        ];
        MaxBuffered = options.MaxBufferedCharacters;
        _timeProvider = timeProvider;
        _reporter = new PolicyReporter(timeProvider, instruments, logger);
        _epoch = _policies.Length == 0 ? "" : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(version)))[..12];
    }

    public bool IsOn => _policies.Length > 0;

    public IReadOnlyList<ActivePolicy> Policies => _policies;

    public int MaxBuffered { get; }

    /// <summary>Makes what policies see of a request. The options are the gateway's own and may be changed.</summary>
    public GovernanceContext Begin(IEnumerable<ChatMessage> messages, ChatOptions? options, bool streamed, bool preview = false)
    {
        // The Entry stage has made the options for this request; on its own the stage makes them.
        var own = options is GatewayChatOptions { Context: not null } gateway ? gateway : new GatewayChatOptions(options);
        var request = own.Context ??= new GatewayContext(own, _timeProvider.GetTimestamp()) { Caller = own.Caller ?? GatewayCaller.Anonymous };
        request.GovernanceEpoch = _epoch;
        return new GovernanceContext(request, messages as IReadOnlyList<ChatMessage> ?? [.. messages], own, streamed) { IsPreview = preview };
    }

    /// <summary>Lists the policies that are in force for a request.</summary>
    public IReadOnlyList<PlannedPolicy> InForce(GatewayContext request) =>
        [.. _policies.Where(policy => policy.Scope.Covers(request)).Select(static policy => new PlannedPolicy(policy.Name, policy.Phases, policy.Mode))];

    /// <summary>Tells whether any policy takes part in a phase of a request.</summary>
    public bool Takes(PolicyPhase phase, GatewayContext request)
    {
        foreach (var policy in _policies)
        {
            if (policy.Takes(phase, request))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Tells whether a whole answer has to wait for a policy.</summary>
    public bool HoldsAnswers(GatewayContext request)
    {
        foreach (var policy in _policies)
        {
            if (policy.Mode is PolicyMode.Enforce && policy.Takes(PolicyPhase.Response, request))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Asks about the request, and changes it as decided.</summary>
    /// <exception cref="PolicyDeniedException">A policy refuses it.</exception>
    public async ValueTask RequestAsync(GovernanceContext context, CancellationToken cancellationToken)
    {
        foreach (var policy in _policies)
        {
            if (policy.Takes(PolicyPhase.ToolResult, context.Request))
            {
                await ToolResults.GovernAsync(this, policy, context, cancellationToken).ConfigureAwait(false);
            }

            if (policy.Takes(PolicyPhase.Request, context.Request))
            {
                context.Phase = PolicyPhase.Request;
                Apply(context, await DecideAsync(policy, context, cancellationToken).ConfigureAwait(false));
            }
        }
    }

    /// <summary>Finds out what policies would decide about a request, without telling anybody.</summary>
    /// <returns>The messages as they would be sent; <see langword="null"/> when the request would be refused.</returns>
    public async ValueTask<IReadOnlyList<ChatMessage>?> PreviewAsync(IEnumerable<ChatMessage> messages, GatewayChatOptions options, CancellationToken cancellationToken)
    {
        var context = Begin(messages, options, streamed: false, preview: true);
        try
        {
            await RequestAsync(context, cancellationToken).ConfigureAwait(false);
            return context.Messages;
        }
        catch (PolicyDeniedException)
        {
            return null;
        }
    }

    /// <summary>Asks about a call of a tool.</summary>
    /// <returns>The call that is to be delivered.</returns>
    /// <exception cref="PolicyDeniedException">A policy refuses it.</exception>
    public async ValueTask<FunctionCallContent> ToolCallAsync(FunctionCallContent call, GovernanceContext context, CancellationToken cancellationToken)
    {
        foreach (var policy in _policies)
        {
            if (policy.Takes(PolicyPhase.ToolCall, context.Request))
            {
                (context.Phase, context.ToolCall, context.ToolName) = (PolicyPhase.ToolCall, call, call.Name);
                var decision = await DecideAsync(policy, context, cancellationToken).ConfigureAwait(false);
                call = decision.Replacement as FunctionCallContent ?? call;
            }
        }

        (context.ToolCall, context.ToolName) = (null, null);
        return call;
    }

    /// <summary>Asks about a whole answer.</summary>
    /// <returns>The answer that is to be delivered.</returns>
    /// <exception cref="PolicyDeniedException">A policy refuses it.</exception>
    public async ValueTask<ChatResponse> ResponseAsync(ChatResponse response, GovernanceContext context, CancellationToken cancellationToken)
    {
        foreach (var policy in _policies)
        {
            if (policy.Takes(PolicyPhase.Response, context.Request))
            {
                (context.Phase, context.Response) = (PolicyPhase.Response, response);
                var decision = await DecideAsync(policy, context, cancellationToken).ConfigureAwait(false);
                response = decision.Replacement as ChatResponse ?? response;
            }
        }

        context.Response = null;
        return response;
    }

    /// <summary>Asks one policy, at the context's phase, and reports what it decides.</summary>
    /// <returns>The decision, as far as it is to be carried out.</returns>
    /// <exception cref="PolicyDeniedException">It refuses.</exception>
    public ValueTask<GovernanceDecision> DecideAsync(ActivePolicy policy, GovernanceContext context, CancellationToken cancellationToken)
    {
        if (policy.Policy is not SynchronousPolicy synchronous)
        {
            return AskAsync(policy, context, cancellationToken);
        }

        GovernanceDecision decision;
        try
        {
            decision = synchronous.Decide(context);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            decision = Failed(policy, context, exception);
        }

        return new ValueTask<GovernanceDecision>(Report(policy, context, decision));
    }

    private async ValueTask<GovernanceDecision> AskAsync(ActivePolicy policy, GovernanceContext context, CancellationToken cancellationToken)
    {
        GovernanceDecision decision;
        using var limit = new CancellationTokenSource(policy.Timeout, _timeProvider);
        using var linked = cancellationToken.CanBeCanceled ? CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token) : null;
        var token = linked?.Token ?? limit.Token;
        try
        {
            var pending = policy.Policy.DecideAsync(context, token);
            decision = pending.IsCompletedSuccessfully ? pending.Result : await pending.AsTask().WaitAsync(token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            decision = Failed(policy, context, limit.IsCancellationRequested && exception is OperationCanceledException ? new TimeoutException() : exception);
        }

        return Report(policy, context, decision);
    }

    private GovernanceDecision Failed(ActivePolicy policy, GovernanceContext context, Exception exception)
    {
        if (!context.IsPreview)
        {
            _reporter.Failed(policy, context, exception);
        }

        var reason = exception is TimeoutException ? PolicyDeniedException.TimeoutCode : PolicyDeniedException.FailedCode;
        return policy.FailMode is PolicyFailMode.Closed ? GovernanceDecision.Deny(reason) : GovernanceDecision.Flag(reason);
    }

    private GovernanceDecision Report(ActivePolicy policy, GovernanceContext context, in GovernanceDecision decision)
    {
        if (decision.Verdict is PolicyVerdict.Allow)
        {
            return decision;
        }

        if (!decision.Fits(context.Phase))
        {
            return Report(policy, context, Failed(policy, context, new InvalidOperationException()));
        }

        var described = policy.Describe(context.Phase, decision.Verdict, decision.ReasonCode!);
        if (context.Request.Add(described) && !context.IsPreview)
        {
            _reporter.Announce(context.Request, described);
        }

        if (policy.Mode is PolicyMode.DryRun)
        {
            return GovernanceDecision.Allow;
        }

        return decision.Verdict is not PolicyVerdict.Deny ? decision
            : throw (context.Phase is PolicyPhase.Request or PolicyPhase.ToolResult
                ? new PolicyDeniedException(decision.ReasonCode!) : new PolicyResponseDeniedException(decision.ReasonCode!));
    }

    /// <summary>Carries out what was decided about a request.</summary>
    public static void Apply(GovernanceContext context, in GovernanceDecision decision)
    {
        context.Messages = decision.Replacement as IReadOnlyList<ChatMessage> ?? context.Messages;
        decision.Options?.Invoke(context.Options);
        if (decision.Constraint is { } constraint)
        {
            context.Request.Add(constraint);
        }
    }
}
