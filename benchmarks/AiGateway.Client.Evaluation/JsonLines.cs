using System.Text.Json;

namespace AiGateway.Client.Evaluation;

/// <summary>Reads labelled cases, one JSON object a line, and writes the summary.</summary>
internal static class JsonLines
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    /// <summary>Reads a file.</summary>
    /// <exception cref="BadInputException">The file or a line of it cannot be read.</exception>
    public static List<T> Read<T>(string file, Func<JsonElement, T> parse)
    {
        List<T> cases = [];
        try
        {
            var number = 0;
            foreach (var line in File.ReadLines(file))
            {
                number++;
                if (!string.IsNullOrWhiteSpace(line))
                {
                    cases.Add(Parse(file, number, line, parse));
                }
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new BadInputException($"{file}: {exception.Message}");
        }

        return cases;
    }

    /// <summary>Writes the summary as the last line of standard output.</summary>
    public static void Write<T>(T summary) => Console.Out.WriteLine(JsonSerializer.Serialize(summary, Options));

    private static T Parse<T>(string file, int number, string line, Func<JsonElement, T> parse)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            return parse(document.RootElement.Clone());
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or OverflowException or ArgumentException or IndexOutOfRangeException)
        {
            throw new BadInputException($"{file}:{number}: {exception.Message}");
        }
    }
}
