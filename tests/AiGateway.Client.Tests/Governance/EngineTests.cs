using AiGateway.Client.Context;
using AiGateway.Client.Governance;
using AiGateway.Client.Pipeline;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace AiGateway.Client.Tests.Governance;

/// <summary>What the engine does with the decisions of policies, at every phase, plain and streamed.</summary>
public sealed class EngineTests
{
    private static readonly PolicyPhase[] Requests = [PolicyPhase.Request, PolicyPhase.ToolResult];
    private static readonly PolicyPhase[] Answers = [PolicyPhase.ToolCall, PolicyPhase.ResponseText, PolicyPhase.Response];

    [Test]
    public async Task Allow_PassesUnseen([ValueSource(nameof(All))] PolicyPhase phase, [Values] bool streamed)
    {
        var client = Client(phase, _ => GovernanceDecision.Allow);
        var response = await client.AskAsync(Conversation(), streamed);
        Assert.That(response.Text, Is.EqualTo("fine and well"));
        Assert.That(client.Result!.Decisions, Is.Empty);
    }

    [Test]
    public async Task Deny_OfARequest_IsNotSent([ValueSource(nameof(Requests))] PolicyPhase phase, [Values] bool streamed)
    {
        var client = Client(phase, _ => GovernanceDecision.Deny("no_way"));
        Assert.That(await client.DenyAsync(Conversation(), streamed), Is.EqualTo("no_way"));
        Assert.That(client.Calls, Is.Zero);
        Assert.That(client.Result!.Decisions, Is.EqualTo(new[] { new PolicyDecision("mine", phase, PolicyVerdict.Deny, "no_way", PolicyMode.Enforce) }));
    }

    [Test]
    public async Task Deny_OfAnAnswer_DeliversNothingOfIt([ValueSource(nameof(Answers))] PolicyPhase phase, [Values] bool streamed)
    {
        var client = Client(phase, _ => GovernanceDecision.Deny("no_way"));
        var refused = await Assert.ThrowsAsync<PolicyResponseDeniedException>(() => client.AskAsync(Conversation(), streamed));
        Assert.That(refused!.ReasonCode, Is.EqualTo("no_way"));
        Assert.That(client.Delivered, Is.EqualTo(phase is PolicyPhase.ToolCall && streamed ? "fine and well" : ""));
        Assert.That(client.Inner.OpenStreams, Is.Zero);
    }

    [Test]
    public async Task Flag_PassesAndIsReportedOnce([ValueSource(nameof(All))] PolicyPhase phase, [Values] bool streamed)
    {
        var client = Client(phase, _ => GovernanceDecision.Flag("odd"));
        Assert.That((await client.AskAsync(Conversation(), streamed)).Text, Is.EqualTo("fine and well"));
        Assert.That(client.Result!.Decisions, Is.EqualTo(new[] { new PolicyDecision("mine", phase, PolicyVerdict.Flag, "odd", PolicyMode.Enforce) }));
    }

    [Test]
    public async Task DryRun_ReportsAndLetsPass([ValueSource(nameof(All))] PolicyPhase phase, [Values] bool streamed)
    {
        var client = Client(phase, _ => GovernanceDecision.Deny("no_way"), options => options.Mode = PolicyMode.DryRun);
        Assert.That((await client.AskAsync(Conversation(), streamed)).Text, Is.EqualTo("fine and well"));
        Assert.That(client.Result!.Decisions, Is.EqualTo(new[] { new PolicyDecision("mine", phase, PolicyVerdict.Deny, "no_way", PolicyMode.DryRun) }));
    }

    [Test]
    public async Task Failure_RefusesUnlessOpen([ValueSource(nameof(All))] PolicyPhase phase, [Values] bool streamed, [Values] PolicyFailMode mode)
    {
        var client = Client(phase, _ => throw new InvalidOperationException("holds content"), options => options.FailMode = mode);
        if (mode is PolicyFailMode.Open)
        {
            Assert.That((await client.AskAsync(Conversation(), streamed)).Text, Is.EqualTo("fine and well"));
            Assert.That(client.Result!.Decisions.Single().Verdict, Is.EqualTo(PolicyVerdict.Flag));
            return;
        }

        var refused = await Assert.CatchAsync<PolicyDeniedException>(() => client.AskAsync(Conversation(), streamed));
        Assert.That(refused!.ToString(), Does.Contain(PolicyDeniedException.FailedCode).And.Not.Contains("holds content"));
    }

    [Test]
    public async Task TimeOut_Refuses([ValueSource(nameof(All))] PolicyPhase phase, [Values] bool streamed)
    {
        await using var gateway = new TestGateway(TestGateway.TwoTargets, builder => builder
            .AddDecorator(GatewayStage.Redaction, (_, _) => new GovernedClient(_ => { }, Answer()).Client)
            .AddPolicy("slow", async (_, _) =>
            {
                await new TaskCompletionSource().Task;
                return GovernanceDecision.Allow;
            }, phase));
        var call = streamed ? gateway.Client.GetStreamingResponseAsync(Conversation()).ToChatResponseAsync() : gateway.Client.GetResponseAsync(Conversation());
        var refused = await Assert.CatchAsync<PolicyDeniedException>(() => gateway.RunAsync(call));
        Assert.That(refused!.ReasonCode, Is.EqualTo(PolicyDeniedException.TimeoutCode));
    }

    [Test]
    public void Cancellation_PassesThrough([Values] bool streamed)
    {
        using var source = new CancellationTokenSource();
        var client = new GovernedClient(options => options.Add("mine", Policy(PolicyPhase.Request, _ =>
        {
            source.Cancel();
            source.Token.ThrowIfCancellationRequested();
            return default;
        })));
        Assert.That(async () => await (streamed
            ? client.Client.GetStreamingResponseAsync("Hi", null, source.Token).ToChatResponseAsync() : client.Client.GetResponseAsync("Hi", null, source.Token)),
            Throws.InstanceOf<OperationCanceledException>());
        Assert.That(client.Calls, Is.Zero);
    }

    [Test]
    public async Task Change_OfARequest_IsSentAndLeavesTheCallersOwn([Values] bool streamed)
    {
        var messages = Conversation();
        var client = Client(PolicyPhase.Request, context => GovernanceDecision.ChangeMessages("masked", [new ChatMessage(ChatRole.User, "other")], options => options.Instructions = "new"));
        var options = new GatewayChatOptions { Instructions = "old" };
        await client.AskAsync(messages, streamed, options);
        Assert.That(client.Sent.Single().Text, Is.EqualTo("other"));
        Assert.That(client.SentOptions!.Instructions, Is.EqualTo("new"));
        Assert.That((messages.Length, options.Instructions), Is.EqualTo((3, "old")));
    }

    [Test]
    public async Task Change_OfAToolResult_IsSent([Values] bool streamed)
    {
        var messages = Conversation();
        var client = Client(PolicyPhase.ToolResult, context => GovernanceDecision.ChangeTool("masked", new FunctionResultContent(context.ToolResult!.CallId, context.ToolName)));
        await client.AskAsync(messages, streamed);
        Assert.That(((FunctionResultContent)client.Sent[2].Contents[0]).Result, Is.EqualTo("lookup"));
        Assert.That(((FunctionResultContent)messages[2].Contents[0]).Result, Is.EqualTo("a result"));
    }

    [Test]
    public async Task Change_OfAnAnswer_IsDelivered([Values] bool streamed)
    {
        var client = Client(PolicyPhase.ResponseText, context => context.IsLast
            ? GovernanceDecision.ChangeText("upper", context.Text[context.Delivered..].ToUpperInvariant()) : GovernanceDecision.Allow);
        Assert.That((await client.AskAsync(Conversation(), streamed)).Text, Is.EqualTo("FINE AND WELL"));
    }

    [Test]
    public async Task Change_OfAWholeAnswer_IsDelivered([Values] bool streamed)
    {
        var client = Client(PolicyPhase.Response, _ => GovernanceDecision.ChangeResponse("other", FakeChatClient.Answer("other")));
        Assert.That((await client.AskAsync(Conversation(), streamed)).Text, Is.EqualTo("other"));
    }

    [Test]
    public async Task Change_OfAToolCall_IsDelivered([Values] bool streamed)
    {
        var client = Client(PolicyPhase.ToolCall, context => GovernanceDecision.ChangeTool("other", new FunctionCallContent(context.ToolCall!.CallId, "harmless")));
        var response = await client.AskAsync(Conversation(), streamed);
        Assert.That(response.Messages.SelectMany(message => message.Contents).OfType<FunctionCallContent>().Single().Name, Is.EqualTo("harmless"));
    }

    [Test]
    public async Task Change_ThatDoesNotFitThePhase_IsAFailure([ValueSource(nameof(All))] PolicyPhase phase, [Values] bool streamed, [Values] PolicyFailMode mode)
    {
        var client = Client(phase, _ => phase is PolicyPhase.Request ? GovernanceDecision.ChangeText("odd", "other") : GovernanceDecision.ChangeMessages("odd", []), options => options.FailMode = mode);
        if (mode is PolicyFailMode.Open)
        {
            Assert.That((await client.AskAsync(Conversation(), streamed)).Text, Is.EqualTo("fine and well"));
            Assert.That(client.Result!.Decisions.Single(), Is.EqualTo(new PolicyDecision("mine", phase, PolicyVerdict.Flag, PolicyDeniedException.FailedCode, PolicyMode.Enforce)));
            return;
        }

        Assert.That((await Assert.CatchAsync<PolicyDeniedException>(() => client.AskAsync(Conversation(), streamed)))!.ReasonCode, Is.EqualTo(PolicyDeniedException.FailedCode));
    }

    [Test]
    public async Task Constraint_OfAnAnswer_IsAFailure([ValueSource(nameof(Answers))] PolicyPhase phase, [Values] bool streamed)
    {
        var client = Client(phase, _ => GovernanceDecision.Constrain(new RoutingConstraint("late", new RoutingAlternative(providers: ["a"]))));
        Assert.That((await Assert.CatchAsync<PolicyDeniedException>(() => client.AskAsync(Conversation(), streamed)))!.ReasonCode, Is.EqualTo(PolicyDeniedException.FailedCode));
    }

    [Test]
    public async Task ToolCall_ThatAwaitsApproval_IsGoverned([Values] bool streamed)
    {
        ChatResponseUpdate[] answer = [new(ChatRole.Assistant, [new ToolApprovalRequestContent("7", new FunctionCallContent("2", "pay"))]), FakeChatClient.Finish()];
        var refusing = new GovernedClient(options => options.Add("mine", Policy(PolicyPhase.ToolCall, context => GovernanceDecision.Deny(context.ToolName!))), answer);
        Assert.That((await Assert.ThrowsAsync<PolicyResponseDeniedException>(() => refusing.AskAsync("Hi", streamed)))!.ReasonCode, Is.EqualTo("pay"));
        var changing = new GovernedClient(options => options.Add("mine", Policy(PolicyPhase.ToolCall, _ => GovernanceDecision.ChangeTool("other", new FunctionCallContent("2", "look")))), answer);
        var request = (await changing.AskAsync("Hi", streamed)).Messages.SelectMany(message => message.Contents).OfType<ToolApprovalRequestContent>().Single();
        Assert.That((request.RequestId, ((FunctionCallContent)request.ToolCall).Name), Is.EqualTo(("7", "look")));
    }

    [Test]
    public async Task DryRun_OfAWholeAnswer_HoldsNothingBack([Values(999, 1000, 1001)] int length)
    {
        GovernedClient client = null!;
        var (seen, delivered) = ("", "");
        client = GovernedClient.Says(options =>
        {
            options.MaxBufferedCharacters = 1000;
            options.Add("mine", Policy(PolicyPhase.Response, context =>
            {
                (seen, delivered) = (context.Response!.Text, client.Delivered);
                return GovernanceDecision.Deny("no_way");
            }), policy => policy.Mode = PolicyMode.DryRun);
        }, new string('x', length), pieces: 10);
        Assert.That((await client.AskAsync("Hi", streamed: true)).Text, Has.Length.EqualTo(length));
        Assert.That((seen.Length, delivered.Length), Is.EqualTo(length <= 1000 ? (length, length) : (0, 0)));
        Assert.That(client.Result!.Decisions.Select(decision => decision.Mode), length <= 1000 ? Is.EqualTo(new[] { PolicyMode.DryRun }) : Is.Empty);
    }

    [Test]
    public async Task DryRun_OfAWholeAnswer_SeesWhatOthersLeave()
    {
        var seen = "";
        var client = GovernedClient.Says(options =>
        {
            options.Add("first", Policy(PolicyPhase.ResponseText, context => GovernanceDecision.ChangeText("upper", context.Text[context.Delivered..].ToUpperInvariant()).Hold(2)));
            options.Add("second", Policy(PolicyPhase.Response, context =>
            {
                seen = context.Response!.Text;
                return GovernanceDecision.Allow;
            }), policy => policy.Mode = PolicyMode.DryRun);
        }, "fine and well");
        Assert.That((await client.AskAsync("Hi", streamed: true)).Text, Is.EqualTo("FINE AND WELL"));
        Assert.That(seen, Is.EqualTo("FINE AND WELL"));
    }

    [Test]
    public async Task Buffered_TooLong_IsRefused()
    {
        var client = GovernedClient.Says(options =>
        {
            options.MaxBufferedCharacters = 1000;
            options.Add("mine", Policy(PolicyPhase.Response, _ => GovernanceDecision.Allow));
        }, new string('x', 1001));
        Assert.That((await Assert.CatchAsync<PolicyDeniedException>(() => client.AskAsync("Hi", streamed: true)))!.ReasonCode, Is.EqualTo("response_too_long"));
        Assert.That(client.Delivered, Is.Empty);
    }

    [Test]
    public async Task Window_IsBoundedAndSeesEverything()
    {
        var text = string.Concat(Enumerable.Range(0, 400).Select(number => $"{number} "));
        var longest = 0;
        var client = GovernedClient.Says(options => options.Add("mine", Policy(PolicyPhase.ResponseText, context =>
        {
            longest = Math.Max(longest, context.Text.Length);
            return GovernanceDecision.Allow;
        }), policy => policy.Window = 100), text, pieces: 10);
        Assert.That((await client.AskAsync("Hi", streamed: true)).Text, Is.EqualTo(text));
        Assert.That(longest, Is.InRange(356, 366));
    }

    [TestCase("")]
    [TestCase("Not A Code")]
    [TestCase("the user's secret")]
    public void ReasonCode_ThatIsNoCode_IsRefused(string reason) => Assert.That(() => GovernanceDecision.Deny(reason), Throws.ArgumentException);

    private static IEnumerable<PolicyPhase> All() => [.. Requests, .. Answers];

    private static ChatMessage[] Conversation() =>
    [
        new(ChatRole.User, "Hi"),
        new(ChatRole.Assistant, [new FunctionCallContent("1", "lookup")]),
        new(ChatRole.Tool, [new FunctionResultContent("1", "a result")]),
    ];

    private static ChatResponseUpdate[] Answer() =>
        [FakeChatClient.Text("fine "), FakeChatClient.Text("and well"), new(ChatRole.Assistant, [new FunctionCallContent("2", "lookup")]), FakeChatClient.Finish()];

    private static GovernedClient Client(PolicyPhase phase, Func<GovernanceContext, GovernanceDecision> decide, Action<GovernancePolicyOptions>? configure = null) =>
        new(options => options.Add("mine", Policy(phase, decide), configure), Answer());

    private static DelegatePolicy Policy(PolicyPhase phase, Func<GovernanceContext, GovernanceDecision> decide) =>
        new(phase, (context, _) => new ValueTask<GovernanceDecision>(decide(context)));
}
