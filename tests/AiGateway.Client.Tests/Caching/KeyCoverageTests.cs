using System.Reflection;
using AiGateway.Client.Context;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Tests.Caching;

/// <summary>Every property that can be set on a request is in the key, is left out for a reason, or makes the request pass the cache by. A new one fails here.</summary>
public sealed class KeyCoverageTests
{
    private const string InKey = "in the key";
    private const string Bypasses = "bypass";

    private static readonly Dictionary<string, string> Fates = new()
    {
        ["ChatOptions.ConversationId"] = Bypasses,
        ["ChatOptions.RawRepresentationFactory"] = Bypasses,
        ["ChatOptions.AllowBackgroundResponses"] = Bypasses,
        ["ChatOptions.ContinuationToken"] = Bypasses,
        ["GatewayChatOptions.Route"] = "the context has the route that it resolves to",
        ["GatewayChatOptions.Caller"] = "the context has the caller that the host accepts",
        ["GatewayChatOptions.Tags"] = "read for reports and limits; in the key where the partition names one",
        ["GatewayChatOptions.Deadline"] = "says when, not what",
        ["GatewayChatOptions.Priority"] = "says when, not what",
        ["GatewayChatOptions.OnCompleted"] = "a callback",
        ["GatewayChatOptions.Classification"] = "the constraints that follow from it are in the key",
        ["GatewayChatOptions.CacheControl"] = "asks the cache",
        ["ChatMessage.MessageId"] = "new each time",
        ["ChatMessage.CreatedAt"] = "new each time",
        ["ChatMessage.RawRepresentation"] = Bypasses,
        ["AIContent.Annotations"] = Bypasses,
        ["AIContent.RawRepresentation"] = Bypasses,
        ["UsageContent.Details"] = "what an earlier turn used is no question",
        ["FunctionCallContent.Exception"] = Bypasses,
        ["FunctionResultContent.Exception"] = Bypasses,
    };

    private static readonly string[] KeyProperties =
    [
        "ChatOptions.Instructions", "ChatOptions.Temperature", "ChatOptions.MaxOutputTokens", "ChatOptions.TopP", "ChatOptions.TopK", "ChatOptions.FrequencyPenalty",
        "ChatOptions.PresencePenalty", "ChatOptions.Seed", "ChatOptions.Reasoning", "ChatOptions.ResponseFormat", "ChatOptions.ModelId", "ChatOptions.StopSequences",
        "ChatOptions.AllowMultipleToolCalls", "ChatOptions.ToolMode", "ChatOptions.Tools", "ChatOptions.AdditionalProperties", "GatewayChatOptions.Target",
        "GatewayChatOptions.Regions", "GatewayChatOptions.NoFallback", "ReasoningOptions.Effort", "ReasoningOptions.Output", "ChatMessage.AuthorName", "ChatMessage.Role",
        "ChatMessage.Contents", "ChatMessage.AdditionalProperties", "AIContent.AdditionalProperties", "TextContent.Text", "TextReasoningContent.Text",
        "TextReasoningContent.ProtectedData", "DataContent.Name", "UriContent.Uri", "UriContent.MediaType", "FunctionCallContent.Arguments",
        "FunctionCallContent.InformationalOnly", "FunctionResultContent.Result", "ErrorContent.Message", "ErrorContent.ErrorCode", "ErrorContent.Details",
    ];

    private static readonly Type[] KnownContents =
    [
        typeof(TextContent), typeof(TextReasoningContent), typeof(DataContent), typeof(UriContent), typeof(FunctionCallContent), typeof(FunctionResultContent),
        typeof(ErrorContent), typeof(UsageContent),
    ];

    [Test]
    public void EverySettableProperty_HasAFate()
    {
        var fates = Fates.Concat(KeyProperties.Select(name => KeyValuePair.Create(name, InKey))).ToDictionary();
        Assert.That(Settable().Where(name => !fates.ContainsKey(name)), Is.Empty, "in the key, ignored or a bypass?");
        Assert.That(fates.Keys.Except(Settable()), Is.Empty, "there is no such property any more");
    }

    [Test]
    public void EveryOtherKindOfContent_Bypasses()
    {
        AIContent[] others =
        [
            new AIContent(), new HostedFileContent("f"), new HostedVectorStoreContent("v"), new CustomContent(),
        ];
        Assert.That(others.Select(content => KeyTest.Reason(new ChatMessage(ChatRole.User, [content]))), Is.All.EqualTo(CacheBypass.Content));
        Assert.That(others.Select(content => content.GetType()).Intersect(KnownContents), Is.Empty);
    }

    private static IEnumerable<string> Settable() =>
        new[] { typeof(ChatOptions), typeof(GatewayChatOptions), typeof(ReasoningOptions), typeof(ChatMessage), typeof(AIContent) }.Concat(KnownContents)
            .SelectMany(type => type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            .Where(property => property.SetMethod?.IsPublic is true).Select(property => $"{property.DeclaringType!.Name}.{property.Name}");

    private sealed class CustomContent : AIContent;
}
