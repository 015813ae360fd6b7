using System.Text.Json;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Redaction;

/// <summary>The walk over what is sent: what it does not know is refused or passed on, as configured.</summary>
internal abstract class OutboundRewriter(RedactionOptions options) : MessageRewriter
{
    private HashSet<string>? _pseudonymousCalls;

    /// <summary>Gets a value indicating whether the walk is inside a call or a result of a tool that works with pseudonyms.</summary>
    protected bool KeepsPseudonyms { get; private set; }

    public override AIContent Content(AIContent content)
    {
        if (content is not FunctionResultContent result || _pseudonymousCalls?.Contains(result.CallId) is not true)
        {
            return base.Content(content);
        }

        KeepsPseudonyms = true;
        var copy = base.Content(content);
        KeepsPseudonyms = false;
        return copy;
    }

    public override object? Opaque(object value)
    {
        try
        {
            var element = JsonSerializer.SerializeToElement(value, AIJsonUtilities.DefaultOptions.GetTypeInfo(value.GetType()));
            NoteCopy();
            return Value(element);
        }
        catch (Exception exception) when (exception is NotSupportedException or JsonException or InvalidOperationException)
        {
            Refuse(options.UnknownContent, nameof(options.UnknownContent), $"an object of type {value.GetType().Name}, which cannot be written as JSON");
            return value;
        }
    }

    public override void Binary(string what) => Refuse(options.BinaryContent, nameof(options.BinaryContent), what);

    public override AIContent Unknown(AIContent content)
    {
        Refuse(options.UnknownContent, nameof(options.UnknownContent), $"content of type {content.GetType().Name}");
        return content;
    }

    public override AIAnnotation Unknown(AIAnnotation annotation)
    {
        Refuse(options.UnknownContent, nameof(options.UnknownContent), $"an annotation of type {annotation.GetType().Name}");
        return annotation;
    }

    public override AITool Unknown(AITool tool)
    {
        Refuse(options.UnknownContent, nameof(options.UnknownContent), $"a tool of type {tool.GetType().Name}");
        return tool;
    }

    public override bool DropsFactory(Delegate? factory)
    {
        if (factory is null || options.RawRepresentationFactory is not RawRepresentationPolicy.Block)
        {
            return factory is not null && options.RawRepresentationFactory is RawRepresentationPolicy.Drop;
        }

        throw new RedactionRejectedException("redaction_raw_representation",
            $"The options have a {nameof(ChatOptions.RawRepresentationFactory)}, which can send anything past redaction. Leave it out, or set Redaction:RawRepresentationFactory to Drop or Allow.");
    }

    protected override AIContent Call(FunctionCallContent call)
    {
        if (options.ForTool(call.Name) is not ToolPolicy.KeepPseudonyms)
        {
            return base.Call(call);
        }

        (_pseudonymousCalls ??= []).Add(call.CallId);
        KeepsPseudonyms = true;
        var copy = base.Call(call);
        KeepsPseudonyms = false;
        return copy;
    }

    private static void Refuse(ContentPolicy policy, string key, string what)
    {
        if (policy is ContentPolicy.Block)
        {
            throw new RedactionRejectedException("redaction_content", $"The request holds {what}, into which redaction cannot look. Leave it out, or set Redaction:{key} to Allow.");
        }
    }
}
