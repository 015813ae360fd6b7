namespace AiGateway.Client.Tests;

/// <summary>The repository that the tests were built in. Deterministic builds leave no path in the code, so it is found from where the tests run.</summary>
internal static class RepositoryRoot
{
    private const string Mark = "AiGateway.Client.sln";

    public static string Path { get; } = Find(AppContext.BaseDirectory);

    private static string Find(string folder) =>
        File.Exists(System.IO.Path.Combine(folder, Mark)) ? folder
        : System.IO.Path.GetDirectoryName(folder) is { } parent ? Find(parent)
        : throw new DirectoryNotFoundException($"No folder above {AppContext.BaseDirectory} has {Mark}: run these tests inside the repository.");
}
