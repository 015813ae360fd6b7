using Microsoft.Extensions.Configuration.Json;
using Microsoft.Extensions.Configuration.Memory;

namespace GatewayHost;

/// <summary>Where the host's settings come from: a file, over it the environment, over that the command line.</summary>
internal static class HostSettings
{
    private const string DefaultUrl = "http://127.0.0.1:5080";

    /// <summary>Sets the default address, and lets <c>--config FILE</c> take the place of appsettings.json.</summary>
    public static void UseHostSettings(this ConfigurationManager configuration, string[] args)
    {
        var sources = ((IConfigurationBuilder)configuration).Sources;

        // At the bottom of the pile: anything else that names an address wins.
        sources.Insert(0, new MemoryConfigurationSource { InitialData = [new("Urls", DefaultUrl)] });
        if (FindFile(args) is { } file)
        {
            Replace(sources, file);
        }
    }

    // From the command line only: a variable called CONFIG may be there for any other reason.
    private static string? FindFile(string[] args) => args is [.., "--config"]
        ? throw new InvalidDataException("--config names no file. Write --config FILE.")
        : new ConfigurationBuilder().AddCommandLine(args).Build()["config"];

    private static void Replace(IList<IConfigurationSource> sources, string file)
    {
        var settings = sources.OfType<JsonConfigurationSource>().Where(source => source.Path is { } path && IsSettingsFile(path)).ToList();
        var replacement = new JsonConfigurationSource { Path = Path.GetFullPath(file), ReloadOnChange = true };
        replacement.ResolveFileProvider();
        sources.Insert(sources.IndexOf(settings[0]), replacement);
        settings.ForEach(source => sources.Remove(source));
    }

    private static bool IsSettingsFile(string path) =>
        path.StartsWith("appsettings.", StringComparison.Ordinal) && path.EndsWith(".json", StringComparison.Ordinal);
}
