using AiGateway.Client.Redaction;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Tests.Redaction;

/// <summary>Every kind of content and of tool is decided about by name: a new one in Microsoft.Extensions.AI fails here first.</summary>
public sealed class KnownTypesTests
{
    // Looked into and rewritten.
    private static readonly string[] Rewritten =
    [
        "AIContent", "CodeInterpreterToolCallContent", "CodeInterpreterToolResultContent", "DataContent", "ErrorContent", "FunctionCallContent", "FunctionResultContent", "HostedFileContent",
        "HostedVectorStoreContent", "ImageGenerationToolCallContent", "ImageGenerationToolResultContent", "McpServerToolCallContent", "McpServerToolResultContent", "TextContent",
        "TextReasoningContent", "ToolApprovalRequestContent", "ToolApprovalResponseContent", "ToolCallContent", "ToolResultContent", "UriContent", "UsageContent", "WebSearchToolCallContent",
        "WebSearchToolResultContent", "HostedCodeInterpreterTool", "HostedFileSearchTool", "HostedImageGenerationTool", "HostedMcpServerTool", "HostedToolSearchTool", "HostedWebSearchTool",
    ];

    // Functions of any kind describe themselves in the same words, which are rewritten on a copy.
    private static readonly string[] Functions = ["AIFunction", "AIFunctionDeclaration", "ApprovalRequiredAIFunction", "DelegatingAIFunction"];

    // Nobody but a derived type can be one; those follow the policy for unknown content.
    private static readonly string[] OnlyBases = ["AITool", "InputRequestContent", "InputResponseContent"];

    private static IEnumerable<Type> Types => typeof(AIContent).Assembly.GetExportedTypes().Where(type => type.IsAssignableTo(typeof(AIContent)) || type.IsAssignableTo(typeof(AITool)));

    [Test]
    public void EveryContentAndTool_IsDecided() =>
        Assert.That(Types.Select(type => type.Name), Is.EquivalentTo(Rewritten.Concat(Functions).Concat(OnlyBases)));

    [Test]
    public void WhatIsRewritten_IsNotUnknown()
    {
        var options = new RedactionOptions { BinaryContent = ContentPolicy.Allow };
        var collector = new ValueCollector(options, new RedactionPolicy(options, null, []));
        foreach (var type in Types.Where(type => Rewritten.Contains(type.Name)))
        {
            if (type.IsAssignableTo(typeof(AIContent)))
            {
                Assert.That(() => collector.Content((AIContent)ChatTexts.Create(type, "x")!), Throws.Nothing, type.Name);
            }
            else
            {
                Assert.That(() => collector.Options(new ChatOptions { Tools = [Tool(type)] }, own => own), Throws.Nothing, type.Name);
            }
        }
    }

    [Test]
    public void Functions_AreFunctions() =>
        Assert.That(Types.Where(type => Functions.Contains(type.Name)), Is.All.Matches<Type>(type => type!.IsAssignableTo(typeof(AIFunctionDeclaration))));

    [Test]
    public void OnlyBases_CannotBeCreated() => Assert.That(Types.Where(type => OnlyBases.Contains(type.Name)), Is.All.Matches<Type>(type => type!.IsAbstract || type.GetConstructors().Length == 0));

    private static AITool Tool(Type type) => type == typeof(HostedMcpServerTool) ? new HostedMcpServerTool("x", "https://h/") : (AITool)Activator.CreateInstance(type)!;
}
