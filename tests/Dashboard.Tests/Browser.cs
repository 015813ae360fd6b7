using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;

namespace Dashboard.Tests;

/// <summary>Chromium without a window, each time with a profile of its own.</summary>
internal static class Browser
{
    private const string Program = "/usr/bin/chromium";
    private const int SignatureLength = 8;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    /// <summary>Ends the test where there is no browser; in CI there must be one.</summary>
    public static void Require()
    {
        if (!File.Exists(Program))
        {
            var reason = $"{Program} is not installed.";
            Assert.That(Environment.GetEnvironmentVariable("CI"), Is.Not.EqualTo("true"), reason);
            Assert.Ignore(reason);
        }
    }

    /// <summary>Takes a picture of a page.</summary>
    public static Task PictureAsync(Uri page, string file, bool dark, int width, int height) =>
        RunAsync(page, dark, string.Create(CultureInfo.InvariantCulture, $"--window-size={width},{height}"), "--virtual-time-budget=1000", $"--screenshot={file}");

    /// <summary>Reads the page as its script has left it after some seconds of the browser's own time, and what the browser complained about.</summary>
    public static Task<(string Page, string Complaints)> ReadAsync(Uri page, int seconds) =>
        RunAsync(page, false, string.Create(CultureInfo.InvariantCulture, $"--virtual-time-budget={1_000 * seconds}"), "--enable-logging=stderr", "--dump-dom");

    /// <summary>Reads size and first pixel of a picture: no filter changes that one.</summary>
    public static async Task<(int Width, int Height, int Brightness)> MeasureAsync(string file)
    {
        var png = await File.ReadAllBytesAsync(file);
        using var data = new MemoryStream();
        for (var place = SignatureLength; place < png.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(place));
            if (png.AsSpan(place + 4, 4).SequenceEqual("IDAT"u8))
            {
                data.Write(png, place + 8, length);
            }

            place += length + 12;
        }

        data.Position = 0;
        await using var pixels = new ZLibStream(data, CompressionMode.Decompress);
        var first = new byte[4];
        await pixels.ReadExactlyAsync(first);
        return (BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(20)), (first[1] + first[2] + first[3]) / 3);
    }

    private static async Task<(string Output, string Errors)> RunAsync(Uri page, bool dark, params string[] arguments)
    {
        var profile = Directory.CreateTempSubdirectory("dashboard-browser-");
        try
        {
            // Containers give no sandbox of the kernel; the page is our own.
            using var process = Process.Start(new ProcessStartInfo(Program, [
                "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars", $"--user-data-dir={profile.FullName}",
                $"--blink-settings=preferredColorScheme={(dark ? 0 : 1)}", .. arguments, page.ToString()])
            { RedirectStandardOutput = true, RedirectStandardError = true })!;
            using var limit = new CancellationTokenSource(Limit);
            var (output, errors) = (process.StandardOutput.ReadToEndAsync(limit.Token), process.StandardError.ReadToEndAsync(limit.Token));
            try
            {
                await process.WaitForExitAsync(limit.Token);
                return (await output, await errors);
            }
            finally
            {
                process.Kill(entireProcessTree: true);
            }
        }
        finally
        {
            profile.Delete(recursive: true);
        }
    }
}
