using Microsoft.Extensions.AI;

namespace AiGateway.Client.Redaction;

/// <content>The calls and results of tools that a provider runs by itself.</content>
internal abstract partial class ContentRewriter
{
    private AIContent? CopyHosted(AIContent content) => content switch
    {
        CodeInterpreterToolCallContent call => new CodeInterpreterToolCallContent(Id(call.CallId)) { Inputs = Contents(call.Inputs) },
        CodeInterpreterToolResultContent result => new CodeInterpreterToolResultContent(Id(result.CallId)) { Outputs = Contents(result.Outputs) },
        ImageGenerationToolCallContent call => new ImageGenerationToolCallContent(Id(call.CallId)),
        ImageGenerationToolResultContent result => new ImageGenerationToolResultContent(Id(result.CallId)) { Outputs = Contents(result.Outputs) },
        McpServerToolCallContent call => new McpServerToolCallContent(Id(call.CallId), Id(call.Name), Id(call.ServerName)) { Arguments = Arguments(call.Arguments) },
        McpServerToolResultContent result => new McpServerToolResultContent(Id(result.CallId)) { Outputs = Contents(result.Outputs) },
        WebSearchToolCallContent call => new WebSearchToolCallContent(Id(call.CallId)) { Queries = Texts(call.Queries) },
        WebSearchToolResultContent result => new WebSearchToolResultContent(Id(result.CallId)) { Outputs = Contents(result.Outputs) },
#pragma warning disable MEAI001 // Experimental properties are copied like all others, so that none is lost.
        ToolApprovalRequestContent request when Is<ToolApprovalRequestContent>(request) =>
            new ToolApprovalRequestContent(Id(request.RequestId), Nested(request.ToolCall)) { RequiresConfirmation = request.RequiresConfirmation },
#pragma warning restore MEAI001
        ToolApprovalResponseContent response when Is<ToolApprovalResponseContent>(response) =>
            new ToolApprovalResponseContent(Id(response.RequestId), response.Approved, Nested(response.ToolCall)) { Reason = Text(response.Reason) },
        _ => null,
    };

    private ToolCallContent Nested(ToolCallContent call) => (ToolCallContent)Content(call);
}
