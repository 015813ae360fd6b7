using Microsoft.Extensions.AI;

namespace AiGateway.Client.Redaction;

/// <summary>Rewrites every text with which tools describe themselves, on copies.</summary>
internal sealed class ToolRewriter(MessageRewriter messages)
{
    /// <summary>Rewrites a tool.</summary>
    /// <returns>The tool itself when nothing changes.</returns>
    public AITool Rewrite(AITool tool)
    {
        var before = messages.Changes;
        var copy = tool is AIFunctionDeclaration function ? Function(function) : Hosted(tool);
        return copy is null ? messages.Unknown(tool) : messages.Changes == before ? tool : copy;
    }

    private AIFunctionDeclaration Function(AIFunctionDeclaration function)
    {
        var description = new FunctionText(
            messages.Text(function.Name)!, messages.Text(function.Description)!, messages.Element(function.JsonSchema),
            function.ReturnJsonSchema is { } schema ? messages.Element(schema) : null, Properties(function));
        return function is AIFunction invocable ? new RedactedFunction(invocable, description) : new RedactedFunctionDeclaration(description);
    }

    private AITool? Hosted(AITool tool) => tool switch
    {
        HostedMcpServerTool server when Is<HostedMcpServerTool>(server) => Server(server),
        HostedCodeInterpreterTool code when Is<HostedCodeInterpreterTool>(code) => new HostedCodeInterpreterTool(Properties(code)) { Inputs = messages.Contents(code.Inputs) },
        HostedFileSearchTool search when Is<HostedFileSearchTool>(search) =>
            new HostedFileSearchTool(Properties(search)) { Inputs = messages.Contents(search.Inputs), MaximumResultCount = search.MaximumResultCount },
        HostedWebSearchTool search when Is<HostedWebSearchTool>(search) => new HostedWebSearchTool(Properties(search)),
#pragma warning disable MEAI001 // Experimental tools are sent like all others.
        HostedImageGenerationTool image when Is<HostedImageGenerationTool>(image) && (image.Options is null || image.Options.GetType() == typeof(ImageGenerationOptions)) =>
            new HostedImageGenerationTool(Properties(image)) { Options = Image(image.Options) },
        HostedToolSearchTool search when Is<HostedToolSearchTool>(search) => new HostedToolSearchTool(Properties(search))
        {
            DeferredTools = messages.Texts(search.DeferredTools),
            Namespace = messages.Text(search.Namespace),
            NamespaceDescription = messages.Text(search.NamespaceDescription),
        },
#pragma warning restore MEAI001
        _ => null,
    };

#pragma warning disable MEAI001 // As above.
    private ImageGenerationOptions? Image(ImageGenerationOptions? options)
    {
        if (options is null)
        {
            return null;
        }

        var copy = options.Clone();
        copy.MediaType = messages.Text(options.MediaType);
        copy.ModelId = messages.Text(options.ModelId);
        copy.AdditionalProperties = messages.Properties(options.AdditionalProperties);
        if (messages.DropsFactory(options.RawRepresentationFactory))
        {
            copy.RawRepresentationFactory = null;
            messages.NoteCopy();
        }

        return copy;
    }
#pragma warning restore MEAI001

    private HostedMcpServerTool Server(HostedMcpServerTool server) =>
        new(messages.Text(server.ServerName)!, messages.Text(server.ServerAddress)!, Properties(server))
        {
            ServerDescription = messages.Text(server.ServerDescription),
            AllowedTools = messages.Texts(server.AllowedTools),
            ApprovalMode = Approval(server.ApprovalMode),
            Headers = server.Headers is null ? null : messages.Map(server.Headers),
        };

    private HostedMcpServerToolApprovalMode? Approval(HostedMcpServerToolApprovalMode? mode) => mode is HostedMcpServerToolRequireSpecificApprovalMode specific
        ? new HostedMcpServerToolRequireSpecificApprovalMode(
            messages.Texts(specific.AlwaysRequireApprovalToolNames), messages.Texts(specific.NeverRequireApprovalToolNames))
        : mode;

    private Dictionary<string, object?> Properties(AITool tool) => messages.Map(tool.AdditionalProperties);

    private static bool Is<T>(AITool tool) => tool.GetType() == typeof(T);
}
