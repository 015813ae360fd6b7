using Microsoft.Extensions.AI;

namespace AiGateway.Client.Redaction;

/// <summary>The walk over what comes back: pseudonyms become values again. Running text is left to <see cref="AnswerRestorer"/>.</summary>
internal sealed class RestoringRewriter(RedactedRequest request) : MessageRewriter
{
    public override bool DropsRaw => false;

    public override object? Opaque(object value) => value;

    public override void Binary(string what)
    {
    }

    public override AIContent Unknown(AIContent content) => content;

    public override AIAnnotation Unknown(AIAnnotation annotation) => annotation;

    public override AITool Unknown(AITool tool) => tool;

    // A pseudonym in an address stays where its host is not allowed, as in any text.
    public override Uri? Address(Uri? address) =>
        address is not null && Text(address.OriginalString) is { } text && !ReferenceEquals(text, address.OriginalString) && Uri.TryCreate(text, UriKind.RelativeOrAbsolute, out var restored)
            ? restored : address;

    /// <summary>Restores what an update says about itself.</summary>
    public void Metadata(ChatResponseUpdate update)
    {
        update.AuthorName = Text(update.AuthorName);
        update.MessageId = Text(update.MessageId);
        update.ResponseId = Text(update.ResponseId);
        update.ConversationId = Text(update.ConversationId);
        update.ModelId = Text(update.ModelId);
        update.AdditionalProperties = Properties(update.AdditionalProperties);
    }

    protected override AIContent Call(FunctionCallContent call)
    {
        var name = Text(call.Name)!;
        var policy = request.Settings.ForTool(name);
        if (policy is ToolPolicy.KeepPseudonyms)
        {
            return new FunctionCallContent(Text(call.CallId), name, call.Arguments) { Exception = call.Exception, InformationalOnly = call.InformationalOnly };
        }

        var before = Changes;
        var restored = base.Call(call);
        return policy is not ToolPolicy.Block || Changes == before ? restored : throw new RedactionRejectedException(
            "redaction_tool", "The model calls a tool with sensitive values that the tool must not get. Change its policy under Redaction:Tools to let it have them, or their pseudonyms.");
    }

    protected override string Rewrite(string text)
    {
        if (request.Table.Count == 0 || !text.Contains('[', StringComparison.Ordinal))
        {
            return text;
        }

        return JsonRewriter.RewriteDocument(text, this) ?? Restore(text);
    }

    private string Restore(string text)
    {
        var channel = new TextChannel(request.Table, request.Hosts, json: false);
        var restored = channel.Push(text);
        var rest = channel.Flush();
        return rest.Length == 0 ? restored : restored + rest is var all && all == text ? text : all;
    }
}
