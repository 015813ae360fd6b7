namespace AiGateway.Client.Metering;

/// <summary>A price list in a file, read again when the file changes.</summary>
internal sealed class PriceFile
{
    private (DateTime Time, long Length) _seen;

    private PriceFile(string name, string path, decimal maxRate)
    {
        Name = name;
        Path = path;
        MaxRate = maxRate;
    }

    public string Name { get; }

    public string Path { get; }

    public decimal MaxRate { get; }

    public PriceList List { get; private set; } = null!;

    /// <summary>Reads a file.</summary>
    /// <param name="name">The name of its entry in the configuration.</param>
    /// <param name="path">Where it is.</param>
    /// <param name="maxRate">The highest rate taken for real.</param>
    /// <param name="errors">Receives what is wrong with it.</param>
    /// <returns><see langword="null"/> when anything is wrong.</returns>
    public static PriceFile? Open(string name, string path, decimal maxRate, ICollection<string> errors)
    {
        var file = new PriceFile(name, path, maxRate);
        return file.TryRead(errors) ? file : null;
    }

    /// <summary>Reads the file again if it has changed.</summary>
    /// <param name="errors">Receives what is wrong with the change; the prices stay what they were then.</param>
    /// <returns>Whether the prices have changed.</returns>
    public bool Refresh(ICollection<string> errors) => Stamp() != _seen && TryRead(errors);

    private bool TryRead(ICollection<string> errors)
    {
        var count = errors.Count;
        try
        {
            _seen = Stamp();
            var list = PriceList.Read(File.ReadAllBytes(Path), Name);
            foreach (var error in list.Check(MaxRate))
            {
                errors.Add($"{Path}: {error}");
            }

            List = errors.Count == count ? list : List;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or FormatException or ArgumentException or NotSupportedException)
        {
            errors.Add($"{Path} cannot be read as a price list: {exception.Message}");
        }

        return errors.Count == count;
    }

    private (DateTime Time, long Length) Stamp() => File.Exists(Path) ? (File.GetLastWriteTimeUtc(Path), new FileInfo(Path).Length) : default;
}
