using Microsoft.Extensions.AI;

namespace AiGateway.Client.Redaction;

/// <summary>Rewrites what is noted about a content, such as citations.</summary>
internal sealed class AnnotationRewriter(ContentRewriter contents)
{
    public IList<AIAnnotation>? Rewrite(IList<AIAnnotation>? annotations) => annotations is null ? null : [.. annotations.Select(Rewrite)];

    private AIAnnotation Rewrite(AIAnnotation annotation)
    {
        if (!IsKnown(annotation))
        {
            return contents.Unknown(annotation);
        }

        AIAnnotation copy = annotation is CitationAnnotation citation
            ? new CitationAnnotation
            {
                Title = contents.Text(citation.Title),
                Url = contents.Address(citation.Url),
                FileId = contents.Id(citation.FileId),
                ToolName = contents.Id(citation.ToolName),
                Snippet = contents.Text(citation.Snippet),
            }
            : new AIAnnotation();
        copy.AnnotatedRegions = annotation.AnnotatedRegions;
        copy.AdditionalProperties = contents.Properties(annotation.AdditionalProperties);
        copy.RawRepresentation = contents.Raw(annotation.RawRepresentation);
        return copy;
    }

    // Only exact types: what a derived one adds is not known.
    private static bool IsKnown(AIAnnotation annotation) =>
        (annotation.GetType() == typeof(AIAnnotation) || annotation.GetType() == typeof(CitationAnnotation))
        && annotation.AnnotatedRegions?.All(static region => region is TextSpanAnnotatedRegion || region.GetType() == typeof(AnnotatedRegion)) is not false;
}
