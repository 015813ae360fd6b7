using System.Text.RegularExpressions;
using AiGateway.Client.Tests;

namespace AiGateway.Client.Testing.Tests.Documentation;

/// <summary>The documentation of the repository.</summary>
internal static partial class MarkdownFiles
{
    private static readonly string[] Folders = ["docs", "src", "samples"];

    public static string Root => RepositoryRoot.Path;

    /// <summary>Lists every page: those at the top level, and those in the folders for readers.</summary>
    public static IEnumerable<string> All() =>
        Directory.GetFiles(Root, "*.md").Select(file => Path.GetFileName(file)).Concat(Folders.SelectMany(folder => In(folder, "*.md"))).Order(StringComparer.Ordinal);

    /// <summary>Lists the files of a folder, build output left out.</summary>
    public static IEnumerable<string> In(string folder, string pattern) =>
        Directory.GetFiles(Path.Combine(Root, folder), pattern, SearchOption.AllDirectories)
            .Where(file => !BuildOutput().IsMatch(file))
            .Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/'));

    public static string Read(string file) => File.ReadAllText(Path.Combine(Root, file));

    /// <summary>Finds the fenced blocks of a language, with the number of their first line.</summary>
    public static IEnumerable<(int Line, string Text)> Blocks(string file, string language)
    {
        var text = Read(file);
        return Regex.Matches(text, $@"^```{language}\r?\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)
            .Select(match => (text.AsSpan(0, match.Index).Count('\n') + 2, match.Groups[1].Value));
    }

    /// <summary>Finds the targets of links to other files and to headings.</summary>
    public static IEnumerable<string> LocalLinks(string file) =>
        Link().Matches(Fence().Replace(Read(file), "")).Select(match => match.Groups[1].Value).Where(target => !target.Contains("://", StringComparison.Ordinal));

    /// <summary>Lists the anchors of a page's headings, formed as GitHub forms them.</summary>
    public static IEnumerable<string> Anchors(string file) =>
        Heading().Matches(Fence().Replace(Read(file), ""))
            .Select(match => NotInAnchor().Replace(match.Groups[1].Value.Trim().ToLowerInvariant(), "").Replace(' ', '-'));

    [GeneratedRegex(@"[\\/](bin|obj)[\\/]")]
    private static partial Regex BuildOutput();

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^```.*?^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex(@"^#+ (.*)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex NotInAnchor();
}
