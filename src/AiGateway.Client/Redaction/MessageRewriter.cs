using System.Text;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Redaction;

/// <summary>Rewrites every text of messages and options, on copies.</summary>
internal abstract class MessageRewriter : ContentRewriter
{
    private readonly ToolRewriter _tools;

    protected MessageRewriter() => _tools = new ToolRewriter(this);

    /// <summary>Rewrites a message.</summary>
    /// <returns>The message itself when nothing in it changes.</returns>
    public ChatMessage Message(ChatMessage message)
    {
        var before = Changes;
        var copy = new ChatMessage(Role(message.Role), Contents(message.Contents))
        {
            AuthorName = Text(message.AuthorName),
            MessageId = Text(message.MessageId),
            CreatedAt = message.CreatedAt,
            AdditionalProperties = Properties(message.AdditionalProperties),
            RawRepresentation = Raw(message.RawRepresentation),
        };
        return Changes == before ? message : copy;
    }

    /// <summary>Rewrites options that belong to the gateway: they are changed.</summary>
    public void Options(ChatOptions options)
    {
        options.Instructions = Text(options.Instructions);
        options.Tools = options.Tools is null ? null : [.. options.Tools.Select(_tools.Rewrite)];
        options.ToolMode = options.ToolMode is RequiredChatToolMode { RequiredFunctionName: { } name } ? new RequiredChatToolMode(Text(name)) : options.ToolMode;
        options.ResponseFormat = Format(options.ResponseFormat);
        options.StopSequences = Texts(options.StopSequences);
        options.ConversationId = Text(options.ConversationId);
        options.ModelId = Text(options.ModelId);
        options.AdditionalProperties = Properties(options.AdditionalProperties);
#pragma warning disable MEAI001 // Experimental, and sent like everything else.
        Token(options.ContinuationToken);
#pragma warning restore MEAI001
    }

    /// <summary>Rewrites a JSON schema or any other element.</summary>
    public JsonElement Element(JsonElement element) => (JsonElement)Value(element)!;

    private ChatResponseFormat? Format(ChatResponseFormat? format) => format is ChatResponseFormatJson json
        ? new ChatResponseFormatJson(json.Schema is { } schema ? Element(schema) : null, Text(json.SchemaName), Text(json.SchemaDescription))
        : format;

    // The provider's own bytes: they go back as they came, or not at all.
#pragma warning disable MEAI001 // As above.
    private void Token(ResponseContinuationToken? token)
    {
        if (token is not null && Encoding.UTF8.GetString(token.ToBytes().Span) is var text && !ReferenceEquals(Text(text), text))
        {
            throw new RedactionRejectedException("redaction_content", "The options have a continuation token with a sensitive value, of which nothing can take the place. Leave it out.");
        }
    }
#pragma warning restore MEAI001

    private ChatRole Role(ChatRole role) => Text(role.Value) is var text && ReferenceEquals(text, role.Value) ? role : new ChatRole(text!);

    /// <summary>Decides about a factory that could send anything past redaction.</summary>
    /// <returns>Whether it is left out.</returns>
    public virtual bool DropsFactory(Delegate? factory) => false;

    /// <summary>Decides about a kind of tool that is not known.</summary>
    public abstract AITool Unknown(AITool tool);
}
