using Microsoft.Extensions.AI;

namespace AiGateway.Client.Redaction;

/// <summary>The walk over what a model wrote beside running text: arguments of tools, results, errors, annotations, properties. Ids and names stay, for the application works by them.</summary>
internal sealed class MaskingRewriter(ResponseMask mask) : ContentRewriter
{
    private readonly ScanWindow _window = new(mask.Scanner);

    public override bool DropsRaw => false;

    // An address that would be none any more is left out.
    public override Uri? Address(Uri? address) =>
        address is null || Text(address.OriginalString) is var text && ReferenceEquals(text, address.OriginalString) ? address
        : Uri.TryCreate(text, UriKind.RelativeOrAbsolute, out var masked) && masked.IsAbsoluteUri == address.IsAbsoluteUri ? masked : new Uri("about:blank");

    public override object? Opaque(object value) => value;

    public override void Binary(string what)
    {
    }

    public override AIContent Unknown(AIContent content) => content;

    public override AIAnnotation Unknown(AIAnnotation annotation) => annotation;

    [return: System.Diagnostics.CodeAnalysis.NotNullIfNotNull(nameof(id))]
    public override string? Id(string? id) => id;

    protected override string Rewrite(string text)
    {
        _window.Reset();
        _window.Append(text);
        var end = _window.Settle(last: true);
        return _window.IsClean(0, end) ? text
            : JsonRewriter.RewriteDocument(text, this) is { } json && !ReferenceEquals(json, text) ? json : Mask(text);
    }

    private string Mask(string text)
    {
        _window.Reset();
        _window.Append(text);
        return _window.Render(0, _window.Settle(last: true), mask);
    }
}
