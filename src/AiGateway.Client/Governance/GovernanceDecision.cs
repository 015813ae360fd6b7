using AiGateway.Client.Context;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Governance;

/// <summary>What a policy decides. The default is to allow.</summary>
public readonly struct GovernanceDecision
{
    private GovernanceDecision(PolicyVerdict verdict, string? reasonCode)
    {
        Verdict = verdict;
        ReasonCode = reasonCode is null ? null : PolicyCode.Require(reasonCode, nameof(reasonCode));
    }

    /// <summary>Gets the decision to let it pass.</summary>
    public static GovernanceDecision Allow => default;

    /// <summary>Gets what was decided.</summary>
    public PolicyVerdict Verdict { get; }

    /// <summary>Gets the code of the reason, which callers see.</summary>
    /// <value><see langword="null"/> for <see cref="Allow"/>.</value>
    public string? ReasonCode { get; }

    internal object? Replacement { get; private init; }

    internal Action<ChatOptions>? Options { get; private init; }

    internal RoutingConstraint? Constraint { get; private init; }

    /// <summary>Gets the number of characters at the end of a streamed text that are to wait; <see langword="null"/> for the policy's configured window.</summary>
    internal int? Held { get; private init; }

    /// <summary>Refuses.</summary>
    /// <param name="reasonCode">What the caller is told: lower-case letters, digits, <c>_</c>, <c>-</c> and <c>.</c>, at most 64.</param>
    /// <returns>The decision.</returns>
    /// <exception cref="ArgumentException">The reason is no code.</exception>
    public static GovernanceDecision Deny(string reasonCode) => new(PolicyVerdict.Deny, reasonCode ?? "");

    /// <summary>Lets it pass and reports it.</summary>
    /// <param name="reasonCode">What is reported; a code as for <see cref="Deny"/>.</param>
    /// <returns>The decision.</returns>
    /// <exception cref="ArgumentException">The reason is no code.</exception>
    public static GovernanceDecision Flag(string reasonCode) => new(PolicyVerdict.Flag, reasonCode ?? "");

    /// <summary>Replaces the messages of a request.</summary>
    /// <param name="reasonCode">What is reported; a code as for <see cref="Deny"/>.</param>
    /// <param name="messages">The messages to send: copies where they differ, for the caller's own are not to be changed.</param>
    /// <param name="options">Changes the options, which belong to the gateway; <see langword="null"/> to leave them.</param>
    /// <returns>The decision.</returns>
    /// <exception cref="ArgumentException">The reason is no code.</exception>
    public static GovernanceDecision ChangeMessages(string reasonCode, IReadOnlyList<ChatMessage> messages, Action<ChatOptions>? options = null)
    {
        ArgumentNullException.ThrowIfNull(messages);
        return new GovernanceDecision(PolicyVerdict.Change, reasonCode ?? "") { Replacement = messages, Options = options };
    }

    /// <summary>Changes the options of a request.</summary>
    /// <param name="reasonCode">What is reported; a code as for <see cref="Deny"/>.</param>
    /// <param name="options">Changes the options, which belong to the gateway.</param>
    /// <returns>The decision.</returns>
    /// <exception cref="ArgumentException">The reason is no code.</exception>
    public static GovernanceDecision ChangeOptions(string reasonCode, Action<ChatOptions> options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new GovernanceDecision(PolicyVerdict.Change, reasonCode ?? "") { Options = options };
    }

    /// <summary>Replaces the text of an answer: what follows the first <see cref="GovernanceContext.Delivered"/> characters of <see cref="GovernanceContext.Text"/>.</summary>
    /// <param name="reasonCode">What is reported; a code as for <see cref="Deny"/>.</param>
    /// <param name="text">The text to deliver in its stead.</param>
    /// <returns>The decision.</returns>
    /// <exception cref="ArgumentException">The reason is no code.</exception>
    public static GovernanceDecision ChangeText(string reasonCode, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new GovernanceDecision(PolicyVerdict.Change, reasonCode ?? "") { Replacement = text };
    }

    /// <summary>Replaces the call or the result of a tool.</summary>
    /// <param name="reasonCode">What is reported; a code as for <see cref="Deny"/>.</param>
    /// <param name="content">A <see cref="FunctionCallContent"/> or <see cref="FunctionResultContent"/> with the same call id.</param>
    /// <returns>The decision.</returns>
    /// <exception cref="ArgumentException">The reason is no code.</exception>
    public static GovernanceDecision ChangeTool(string reasonCode, AIContent content)
    {
        ArgumentNullException.ThrowIfNull(content);
        return new GovernanceDecision(PolicyVerdict.Change, reasonCode ?? "") { Replacement = content };
    }

    /// <summary>Replaces a whole answer.</summary>
    /// <param name="reasonCode">What is reported; a code as for <see cref="Deny"/>.</param>
    /// <param name="response">The answer to deliver.</param>
    /// <returns>The decision.</returns>
    /// <exception cref="ArgumentException">The reason is no code.</exception>
    public static GovernanceDecision ChangeResponse(string reasonCode, ChatResponse response)
    {
        ArgumentNullException.ThrowIfNull(response);
        return new GovernanceDecision(PolicyVerdict.Change, reasonCode ?? "") { Replacement = response };
    }

    /// <summary>Limits the targets that may serve a request, at <see cref="PolicyPhase.Request"/> and <see cref="PolicyPhase.ToolResult"/>. Reported under the constraint's kind.</summary>
    /// <param name="constraint">The constraint. It holds besides those that others set.</param>
    /// <returns>The decision.</returns>
    public static GovernanceDecision Constrain(RoutingConstraint constraint)
    {
        ArgumentNullException.ThrowIfNull(constraint);
        return new GovernanceDecision(PolicyVerdict.Change, constraint.Kind) { Constraint = constraint };
    }

    /// <summary>Tells whether the decision means something at a phase.</summary>
    internal bool Fits(PolicyPhase phase)
    {
        var whatIsThere = phase switch
        {
            PolicyPhase.Request => Replacement is null or IReadOnlyList<ChatMessage>,
            PolicyPhase.ToolResult => Replacement is null or FunctionResultContent,
            PolicyPhase.ToolCall => Replacement is null or FunctionCallContent,
            PolicyPhase.ResponseText => Replacement is null or string,
            _ => Replacement is null or ChatResponse,
        };
        return whatIsThere && (phase is PolicyPhase.Request or PolicyPhase.ToolResult || (Options is null && Constraint is null));
    }

    /// <summary>Says how much of a streamed text is to wait for what follows it, instead of the policy's configured window.</summary>
    /// <param name="characters">The number of characters at the end of the text; at least 0.</param>
    /// <returns>The decision.</returns>
    public GovernanceDecision Hold(int characters)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(characters);
        return this with { Held = characters };
    }
}
