using Microsoft.Extensions.AI;

namespace AiGateway.Client.Caching;

/// <summary>The stored form of annotations: citations.</summary>
internal static class AnnotationCodec
{
    public static void Write(AnswerWriter writer, IList<AIAnnotation>? annotations)
    {
        writer.Number(annotations?.Count ?? -1);
        foreach (CitationAnnotation citation in annotations ?? [])
        {
            writer.Text(citation.Title);
            writer.Text(citation.Url?.OriginalString);
            writer.Text(citation.FileId);
            writer.Text(citation.ToolName);
            writer.Text(citation.Snippet);
            writer.Map(citation.AdditionalProperties);
            writer.Number(citation.AnnotatedRegions?.Count ?? -1);
            foreach (TextSpanAnnotatedRegion region in citation.AnnotatedRegions ?? [])
            {
                writer.Optional(region.StartIndex);
                writer.Optional(region.EndIndex);
            }
        }
    }

    public static IList<AIAnnotation>? Read(ref AnswerReader reader)
    {
        var count = reader.Count();
        if (count < 0)
        {
            return null;
        }

        var annotations = new List<AIAnnotation>(count);
        for (var i = 0; i < count; i++)
        {
            annotations.Add(new CitationAnnotation
            {
                Title = reader.Text(),
                Url = reader.Text() is { } url ? new Uri(url, UriKind.RelativeOrAbsolute) : null,
                FileId = reader.Text(),
                ToolName = reader.Text(),
                Snippet = reader.Text(),
                AdditionalProperties = reader.Map() is { } map ? new(map) : null,
                AnnotatedRegions = Regions(ref reader),
            });
        }

        return annotations;
    }

    private static List<AnnotatedRegion>? Regions(ref AnswerReader reader)
    {
        var count = reader.Count();
        if (count < 0)
        {
            return null;
        }

        var regions = new List<AnnotatedRegion>(count);
        for (var i = 0; i < count; i++)
        {
            regions.Add(new TextSpanAnnotatedRegion { StartIndex = (int?)reader.Optional(), EndIndex = (int?)reader.Optional() });
        }

        return regions;
    }
}
