using System.Text.Json;

namespace AiGateway.Client.Evaluation;

/// <summary>Reads a file that has one JSON object in each line.</summary>
internal static class JsonLines
{
    /// <exception cref="BadInputException">The file cannot be opened, or a line does not fit.</exception>
    public static IReadOnlyList<T> Read<T>(string path, Func<JsonElement, T> read)
    {
        List<T> rows = [];
        var number = 0;
        foreach (var line in Lines(path))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line)) continue;
            try
            {
                using var document = JsonDocument.Parse(line);
                rows.Add(read(document.RootElement));
            }
            catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException or IndexOutOfRangeException)
            {
                throw new BadInputException($"{path}:{number}: {exception.Message}");
            }
        }

        return rows;
    }

    private static string[] Lines(string path)
    {
        try
        {
            return File.ReadAllLines(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"{path}:0: {exception.Message}");
        }
    }
}
