using AiGateway.Client.Providers;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Tests.Providers;

#pragma warning disable MEAI001 // Background responses are experimental; they are looked for all the same.
public sealed class ChatOptionKindsTests
{
    private static readonly Dictionary<ChatOptionKinds, (Action<ChatOptions> Set, string Name)> Cases = new()
    {
        [ChatOptionKinds.Temperature] = (options => options.Temperature = 1, "Temperature"),
        [ChatOptionKinds.TopP] = (options => options.TopP = 1, "TopP"),
        [ChatOptionKinds.TopK] = (options => options.TopK = 1, "TopK"),
        [ChatOptionKinds.Seed] = (options => options.Seed = 1, "Seed"),
        [ChatOptionKinds.FrequencyPenalty] = (options => options.FrequencyPenalty = 1, "FrequencyPenalty"),
        [ChatOptionKinds.PresencePenalty] = (options => options.PresencePenalty = 1, "PresencePenalty"),
        [ChatOptionKinds.StopSequences] = (options => options.StopSequences = ["x"], "StopSequences"),
        [ChatOptionKinds.MaxOutputTokens] = (options => options.MaxOutputTokens = 1, "MaxOutputTokens"),
        [ChatOptionKinds.JsonWithoutSchema] = (options => options.ResponseFormat = ChatResponseFormat.Json, "ResponseFormat"),
        [ChatOptionKinds.JsonSchema] = (options => options.ResponseFormat = ChatResponseFormat.ForJsonSchema<int[]>(), "ResponseFormat"),
        [ChatOptionKinds.ToolMode] = (options => options.ToolMode = ChatToolMode.RequireAny, "ToolMode"),
        [ChatOptionKinds.AllowMultipleToolCalls] = (options => options.AllowMultipleToolCalls = false, "AllowMultipleToolCalls"),
        [ChatOptionKinds.ConversationId] = (options => options.ConversationId = "x", "ConversationId"),
        [ChatOptionKinds.ReasoningEffort] = (options => options.Reasoning = new() { Effort = ReasoningEffort.Low }, "Reasoning.Effort"),
        [ChatOptionKinds.ReasoningOutput] = (options => options.Reasoning = new() { Output = ReasoningOutput.Full }, "Reasoning.Output"),
        [ChatOptionKinds.BackgroundResponses] = (options => options.AllowBackgroundResponses = true, "AllowBackgroundResponses"),
    };

    private static IEnumerable<ChatOptionKinds> Kinds => Enum.GetValues<ChatOptionKinds>().Where(kind => kind is not ChatOptionKinds.None);

    private static ChatOptionKinds All => Kinds.Aggregate((all, kind) => all | kind);

    [TestCaseSource(nameof(Kinds))]
    public void FindIn_OptionSet_IsFoundByItsKindAlone(ChatOptionKinds kind)
    {
        var options = new ChatOptions();
        Cases[kind].Set(options);
        Assert.That(kind.FindIn(options), Is.EqualTo(new[] { Cases[kind].Name }));
        Assert.That((All & ~kind).FindIn(options), Is.Empty);
    }

    [Test]
    public void FindIn_Tools_FindsThoseThatAreNoFunctionsUnlessSupported()
    {
        var options = new ChatOptions { Tools = [AIFunctionFactory.Create(() => 1, "f"), new HostedWebSearchTool(), new HostedCodeInterpreterTool()] };
        Assert.That(ChatOptionKinds.None.FindIn(options), Is.EqualTo(new[] { "Tools.HostedWebSearchTool", "Tools.HostedCodeInterpreterTool" }));
        Assert.That(ChatOptionKinds.None.FindIn(options, tool => tool is HostedWebSearchTool), Is.EqualTo(new[] { "Tools.HostedCodeInterpreterTool" }));
    }

    [Test]
    public void FindIn_NothingDropped_AllocatesNothing()
    {
        var options = new ChatOptions { Temperature = 1, Tools = [AIFunctionFactory.Create(() => 1, "f")] };
        var kinds = All & ~ChatOptionKinds.Temperature;
        _ = kinds.FindIn(options);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
        {
            _ = kinds.FindIn(options);
        }

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }
}
