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
        var (role, contents, author, id) = (Role(message.Role), Contents(message.Contents), Text(message.AuthorName), Text(message.MessageId));
        var (properties, raw) = (Properties(message.AdditionalProperties), Raw(message.RawRepresentation));
        return Changes == before ? message : new ChatMessage(role, ReferenceEquals(contents, message.Contents) ? [.. contents] : contents)
        {
            AuthorName = author,
            MessageId = id,
            CreatedAt = message.CreatedAt,
            AdditionalProperties = properties,
            RawRepresentation = raw,
        };
    }

    /// <summary>Rewrites options.</summary>
    /// <param name="options">The options.</param>
    /// <param name="own">Gives the options that are changed: a copy, or the same.</param>
    /// <returns>The options themselves when nothing in them changes.</returns>
    public T Options<T>(T options, Func<T, T> own)
        where T : ChatOptions
    {
        var before = Changes;
        var instructions = Text(options.Instructions);
        IList<AITool>? tools = options.Tools is null ? null : [.. options.Tools.Select(Tool)];
        var mode = options.ToolMode is RequiredChatToolMode { RequiredFunctionName: { } name } && Text(name) is var required && !ReferenceEquals(required, name)
            ? new RequiredChatToolMode(required) : options.ToolMode;
        var (format, stops) = (Format(options.ResponseFormat), Texts(options.StopSequences));
        var (conversation, model, properties) = (Text(options.ConversationId), Text(options.ModelId), Properties(options.AdditionalProperties));
        var drops = DropsFactory(options.RawRepresentationFactory);
#pragma warning disable MEAI001 // Experimental, and sent like everything else.
        Token(options.ContinuationToken);
#pragma warning restore MEAI001
        if (Changes == before && !drops)
        {
            return options;
        }

        var changed = own(options);
        (changed.Instructions, changed.ConversationId, changed.ModelId) = (instructions, conversation, model);
        (changed.Tools, changed.ToolMode, changed.ResponseFormat) = (tools, mode, format);
        (changed.StopSequences, changed.AdditionalProperties) = (stops, properties);
        changed.RawRepresentationFactory = drops ? null : changed.RawRepresentationFactory;
        return changed;
    }

    /// <summary>Rewrites how a tool describes itself.</summary>
    /// <returns>The tool itself when nothing changes.</returns>
    protected virtual AITool Tool(AITool tool) => _tools.Rewrite(tool);

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

    private ChatRole Role(ChatRole role) =>
        role == ChatRole.User || role == ChatRole.Assistant || role == ChatRole.System || role == ChatRole.Tool
        || Text(role.Value) is var text && ReferenceEquals(text, role.Value) ? role : new ChatRole(text!);

    /// <summary>Decides about a factory that could send anything past redaction.</summary>
    /// <returns>Whether it is left out.</returns>
    public virtual bool DropsFactory(Delegate? factory) => false;

    /// <summary>Decides about a kind of tool that is not known.</summary>
    public abstract AITool Unknown(AITool tool);
}
