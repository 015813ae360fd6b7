using System.Text.Json;
using AiGateway.Client.Redaction;

namespace AiGateway.Client.Evaluation.Redaction;

/// <summary>Counts labelled places in sentences that are found, and detections that touch no label of their entity.</summary>
internal static class SentencesVerb
{
    public static object Run(VerbArguments arguments)
    {
        var wanted = arguments.List("entities") ?? TextScanner.SupportedEntities;
        var unsupported = Scanning.Unsupported(wanted);
        var scanner = Scanning.Create(wanted);
        var counts = new SortedDictionary<string, SentenceCounts>(StringComparer.Ordinal);
        foreach (var entity in wanted.Except(unsupported))
        {
            counts[entity] = new SentenceCounts();
        }

        List<object> misses = [];
        foreach (var sentence in JsonLines.Read(arguments.Required("cases"), ReadSentence))
        {
            Judge(sentence, Scanning.Find(scanner, sentence.Text), counts, misses);
        }

        return new { Entities = counts, Misses = misses, Unsupported = unsupported };
    }

    private static void Judge(Sentence sentence, List<Detection> detections, SortedDictionary<string, SentenceCounts> counts, List<object> misses)
    {
        foreach (var label in sentence.Labels)
        {
            if (!counts.TryGetValue(label.Entity, out var count))
            {
                continue;
            }

            count.Expected++;
            if (label.Span.IsCoveredBy(detections.Where(detection => detection.Entity == label.Entity)))
            {
                count.Found++;
            }
            else
            {
                misses.Add(new { sentence.Text, Span = new object[] { label.Start, label.End, label.Entity } });
            }
        }

        foreach (var detection in detections)
        {
            if (sentence.Labels.Any(label => label.Entity == detection.Entity && label.Span.Overlaps(detection)))
            {
                continue;
            }

            counts[detection.Entity].FalseHits++;
            Console.Error.WriteLine($"false hit {detection.Entity}: {sentence.Text.Substring(detection.Start, detection.Length)} in {sentence.Text}");
        }
    }

    private static Sentence ReadSentence(JsonElement line)
    {
        var text = line.GetProperty("text").GetString() ?? throw new FormatException("'text' is null.");
        return new Sentence(text, [.. line.GetProperty("spans").EnumerateArray().Select(span => ReadLabel(text, span))]);
    }

    private static SentenceLabel ReadLabel(string text, JsonElement span)
    {
        var (start, end) = (span[0].GetInt32(), span[1].GetInt32());
        return new SentenceLabel(span[2].GetString() ?? throw new FormatException("The entity of a span is null."), start, end, TextSpan.FromCodePoints(text, start, end));
    }
}
