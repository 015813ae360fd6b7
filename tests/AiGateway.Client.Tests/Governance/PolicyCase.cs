using AiGateway.Client.Context;
using AiGateway.Client.Governance;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Tests.Governance;

/// <summary>A built-in policy, and something that it is there for.</summary>
/// <param name="Type">The type of the policy.</param>
/// <param name="Reason">The code that it refuses with.</param>
/// <param name="Create">Makes its options with an action.</param>
public sealed record PolicyCase(string Type, string Reason, Func<PolicyAction, GovernancePolicyOptions> Create)
{
    /// <summary>Gets the actions that the policy can be set to; none when it always refuses.</summary>
    public PolicyAction[] Actions { get; init; } = [PolicyAction.Deny, PolicyAction.Change, PolicyAction.Flag];

    /// <summary>Gets what a user says against it.</summary>
    public string Message { get; init; } = "Hi";

    /// <summary>Gets what a model says against it.</summary>
    public ChatResponseUpdate[] Answer { get; init; } = [FakeChatClient.Text("fine"), FakeChatClient.Finish()];

    /// <summary>Gets options that are against it.</summary>
    public Func<GatewayChatOptions> Options { get; init; } = () => new GatewayChatOptions();

    /// <summary>Gets options that are not.</summary>
    public Func<GatewayChatOptions> Harmless { get; init; } = () => new GatewayChatOptions();

    public bool IsAboutTexts => Message != "Hi";

    public bool IsAboutAnswers => Answer.Length != 2 || Answer[0].Text != "fine";

    public override string ToString() => IsAboutAnswers ? $"{Type} over answers" : Type;
}
