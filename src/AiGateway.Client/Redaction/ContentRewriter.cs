using System.Diagnostics.CodeAnalysis;
using System.Text;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Redaction;

/// <summary>Rewrites every text in the contents of a message, on copies. The same walk finds values, replaces them and restores them.</summary>
internal abstract partial class ContentRewriter
{
    private readonly ValueRewriter _values;
    private readonly AnnotationRewriter _annotations;

    protected ContentRewriter() => (_values, _annotations) = (new ValueRewriter(this), new AnnotationRewriter(this));

    /// <summary>Gets the number of changes so far.</summary>
    public int Changes { get; private set; }

    /// <summary>Notes that something must not be passed on as it is, although no text in it changes.</summary>
    public void NoteCopy() => Changes++;

    /// <summary>Gets a value indicating whether what only this process can have given (raw representations, exceptions) is left out.</summary>
    public virtual bool DropsRaw => true;

    /// <summary>Gets a value indicating whether texts are only looked at.</summary>
    public virtual bool OnlyReads => false;

    /// <summary>Rewrites a text.</summary>
    [return: NotNullIfNotNull(nameof(text))]
    public string? Text(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return text;
        }

        var rewritten = Rewrite(text);
        Changes += ReferenceEquals(rewritten, text) ? 0 : 1;
        return rewritten;
    }

    /// <summary>Rewrites the parts of a content.</summary>
    /// <returns>The content itself when nothing in it changes.</returns>
    public virtual AIContent Content(AIContent content)
    {
        if (content is TextContent { Annotations: null, AdditionalProperties: null, RawRepresentation: null } text)
        {
            return Text(text.Text) is var rewritten && ReferenceEquals(rewritten, text.Text) ? text : new TextContent(rewritten);
        }

        var before = Changes;
        var copy = Copy(content);
        if (copy is null)
        {
            return Unknown(content);
        }

        copy.Annotations = _annotations.Rewrite(content.Annotations);
        copy.AdditionalProperties = Properties(content.AdditionalProperties);
        copy.RawRepresentation = Raw(content.RawRepresentation);
        return Changes == before ? content : copy;
    }

    /// <summary>Rewrites a list of contents.</summary>
    /// <returns>The list itself when nothing in it changes.</returns>
    [return: NotNullIfNotNull(nameof(contents))]
    public IList<AIContent>? Contents(IList<AIContent>? contents)
    {
        List<AIContent>? copy = null;
        for (var i = 0; i < contents?.Count; i++)
        {
            var content = contents[i];
            var rewritten = Content(content);
            copy ??= ReferenceEquals(rewritten, content) ? null : [.. contents.Take(i)];
            copy?.Add(rewritten);
        }

        return copy ?? contents;
    }

    /// <summary>Rewrites the texts of a list.</summary>
    [return: NotNullIfNotNull(nameof(texts))]
    public IList<string>? Texts(IList<string>? texts) => texts is null ? null : [.. texts.Select(text => Text(text)!)];

    /// <summary>Rewrites a dictionary of anything.</summary>
    [return: NotNullIfNotNull(nameof(properties))]
    public AdditionalPropertiesDictionary? Properties(AdditionalPropertiesDictionary? properties) =>
        properties is null ? null : new AdditionalPropertiesDictionary(Map(properties));

    /// <summary>Rewrites an object that is text, JSON or anything that becomes JSON.</summary>
    public object? Value(object? value) => _values.Rewrite(value);

    /// <summary>Rewrites the keys and the values of a map. Of keys that become the same, the last one stays.</summary>
    public Dictionary<string, object?> Map(IEnumerable<KeyValuePair<string, object?>> map)
    {
        var copy = new Dictionary<string, object?>();
        foreach (var (key, value) in map)
        {
            copy[Text(key)!] = Value(value);
        }

        return copy;
    }

    /// <summary>Rewrites the keys and the texts of a map.</summary>
    public Dictionary<string, string> Map(IEnumerable<KeyValuePair<string, string>> map)
    {
        var copy = new Dictionary<string, string>();
        foreach (var (key, value) in map)
        {
            copy[Text(key)!] = Text(value)!;
        }

        return copy;
    }

    /// <summary>Rewrites an address.</summary>
    /// <exception cref="RedactionRejectedException">It would be none any more.</exception>
    [return: NotNullIfNotNull(nameof(address))]
    public virtual Uri? Address(Uri? address)
    {
        if (address is null || Text(address.OriginalString) is var text && ReferenceEquals(text, address.OriginalString))
        {
            return address;
        }

        return Uri.TryCreate(text, UriKind.RelativeOrAbsolute, out var rewritten) && rewritten.IsAbsoluteUri == address.IsAbsoluteUri ? rewritten
            : throw new RedactionRejectedException("redaction_uri", "The request holds an address with a sensitive value where nothing can take its place. Remove the value from the address.");
    }

    /// <summary>Passes on or leaves out an object of the vendor's.</summary>
    public T? Raw<T>(T? raw)
        where T : class
    {
        Changes += DropsRaw && raw is not null ? 1 : 0;
        return DropsRaw ? null : raw;
    }

    /// <summary>Decides about an object that becomes JSON in a way of its own.</summary>
    public abstract object? Opaque(object value);

    /// <summary>Decides about bytes that are no text.</summary>
    public abstract void Binary(string what);

    /// <summary>Decides about a kind of content that is not known.</summary>
    public abstract AIContent Unknown(AIContent content);

    /// <summary>Decides about a kind of annotation that is not known.</summary>
    public abstract AIAnnotation Unknown(AIAnnotation annotation);

    /// <summary>Rewrites the names of counts.</summary>
    public UsageDetails Usage(UsageDetails details)
    {
        if (details.AdditionalCounts is not { Count: > 0 } counts)
        {
            return details;
        }

        var copy = new UsageDetails();
        copy.Add(details);
        copy.AdditionalCounts = [];
        foreach (var (name, count) in counts)
        {
            copy.AdditionalCounts[Text(name)!] = count;
        }

        return copy;
    }

    /// <summary>Rewrites the call of a function.</summary>
    protected virtual AIContent Call(FunctionCallContent call) => new FunctionCallContent(Id(call.CallId), Id(call.Name), Arguments(call.Arguments))
    {
        Exception = Raw(call.Exception),
        InformationalOnly = call.InformationalOnly,
    };

    /// <summary>Rewrites what something is called, or is known by.</summary>
    [return: NotNullIfNotNull(nameof(id))]
    public virtual string? Id(string? id) => Text(id);

    /// <summary>Rewrites one text.</summary>
    /// <returns>The text itself when nothing changes.</returns>
    protected abstract string Rewrite(string text);

    protected IDictionary<string, object?>? Arguments(IDictionary<string, object?>? arguments) => arguments is null ? null : Map(arguments);

    // Only exact types: what a derived one adds is not known.
    private AIContent? Copy(AIContent content) => content switch
    {
        TextContent text => new TextContent(Text(text.Text)),
        TextReasoningContent reasoning => new TextReasoningContent(Text(reasoning.Text)) { ProtectedData = Id(reasoning.ProtectedData) },
        FunctionCallContent call when Is<FunctionCallContent>(call) => Call(call),
        FunctionResultContent result when Is<FunctionResultContent>(result) => new FunctionResultContent(Id(result.CallId), Value(result.Result)) { Exception = Raw(result.Exception) },
        DataContent data when Is<DataContent>(data) => Data(data),
        UriContent uri when Is<UriContent>(uri) => new UriContent(Address(uri.Uri), MediaType(uri.MediaType)),
        ErrorContent error when Is<ErrorContent>(error) => new ErrorContent(Text(error.Message)) { ErrorCode = Id(error.ErrorCode), Details = Text(error.Details) },
        UsageContent usage when Is<UsageContent>(usage) => new UsageContent(Usage(usage.Details)),
        HostedFileContent file => File(file),
        HostedVectorStoreContent store => new HostedVectorStoreContent(Id(store.VectorStoreId)),
        _ when Is<AIContent>(content) => new AIContent(),
        _ when Is<ToolCallContent>(content) => new ToolCallContent(Id(((ToolCallContent)content).CallId)),
        _ when Is<ToolResultContent>(content) => new ToolResultContent(Id(((ToolResultContent)content).CallId)),
        _ => CopyHosted(content),
    };

    [return: NotNullIfNotNull(nameof(mediaType))]
    private string? MediaType(string? mediaType) => ReferenceEquals(Id(mediaType), mediaType) ? mediaType
        : throw new RedactionRejectedException("redaction_content", "The request holds a media type with a sensitive value, of which nothing can take the place. Remove the value.");

    private HostedFileContent File(HostedFileContent file) => new(Id(file.FileId))
    {
        MediaType = MediaType(file.MediaType),
        Name = Text(file.Name),
        SizeInBytes = file.SizeInBytes,
        CreatedAt = file.CreatedAt,
#pragma warning disable MEAI001 // As above.
        Purpose = Id(file.Purpose),
        Scope = Id(file.Scope),
#pragma warning restore MEAI001
    };

    private DataContent Data(DataContent data)
    {
        var mediaType = MediaType(data.MediaType)!;
        if (!TextMediaType.IsText(data.MediaType))
        {
            Binary("data that is not text");
            return new DataContent(data.Data, mediaType) { Name = Text(data.Name) };
        }

        if (data.Data.Span.Contains((byte)0) || !System.Text.Unicode.Utf8.IsValid(data.Data.Span))
        {
            Binary("text in another encoding than UTF-8");
        }

        var text = Encoding.UTF8.GetString(data.Data.Span);
        var rewritten = Text(text);
        return new DataContent(ReferenceEquals(rewritten, text) ? data.Data : Encoding.UTF8.GetBytes(rewritten), mediaType) { Name = Text(data.Name) };
    }

    private static bool Is<T>(AIContent content) => content.GetType() == typeof(T);
}
