using System.Text.Json.Nodes;

namespace Quickstart;

/// <summary>The settings files beside the program, and an edit of one of them that is taken back at the end.</summary>
internal sealed class SettingsFile : IDisposable
{
    private const string Base = "appsettings.json";

    private readonly string _path;
    private readonly string _original;

    public SettingsFile(string name)
    {
        _path = Path.Combine(AppContext.BaseDirectory, name);
        _original = File.ReadAllText(_path);
        Console.CancelKeyPress += (_, _) => Dispose();
    }

    /// <summary>Lists appsettings.json and the layers whose environment variable is set, the strongest last.</summary>
    public static IReadOnlyList<string> FindLayers(string folder) =>
        [Base, .. Directory.GetFiles(folder, "appsettings.*.json").Select(Path.GetFileName).OfType<string>().Where(IsWanted).Order(StringComparer.Ordinal)];

    /// <summary>Writes JSON at a configuration path.</summary>
    public void Set(string path, string json)
    {
        var keys = path.Split(':');
        var root = JsonNode.Parse(_original)!;
        keys[..^1].Aggregate(root, (node, key) => node[key] ??= new JsonObject())[keys[^1]] = JsonNode.Parse(json);
        Output.Note($"{Path.GetFileName(_path)}: {path}\n= {json}");
        File.WriteAllText(_path, root.ToJsonString(new() { WriteIndented = true }));
    }

    public void Dispose()
    {
        if (File.ReadAllText(_path) != _original)
        {
            File.WriteAllText(_path, _original);
        }
    }

    private static bool IsWanted(string name) =>
        name.Split('.') is [_, var variable, _] && !string.IsNullOrWhiteSpace(Environment.GetEnvironmentVariable(variable));
}
