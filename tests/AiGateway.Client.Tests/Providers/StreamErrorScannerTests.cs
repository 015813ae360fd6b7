using System.Text;
using AiGateway.Client.Providers;

namespace AiGateway.Client.Tests.Providers;

public sealed class StreamErrorScannerTests
{
    private const string Prefix = "data: {\"choices\":[{\"delta\":{\"content\":\"the \\\"error\\\": was mine\"}}]}\n\n";

    [TestCase("data: {\"error\":{\"code\":\"server_error\",\"message\":\"x\"}}\n\n", "server_error")]
    [TestCase("event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\"}}\n\n", "overloaded_error")]
    [TestCase("{\"error\":\"model crashed\"}\n", "error")]
    [TestCase("data: {\"id\":\"1\",\"error\":{\"code\":502}}", "502")]
    [TestCase("data: {\"id\":\"1\",\"error\":null}\n\n", null)]
    [TestCase("data: {\"name\":\"error\"}\n\n", null)]
    [TestCase("data: {\"error\": broken\n\n", null)]
    [TestCase("", null)]
    public void Scan_SplitAnywhere_FindsAnErrorEventAndNothingElse(string last, string? expected)
    {
        var bytes = Encoding.UTF8.GetBytes(Prefix + last);
        for (var split = 0; split <= bytes.Length; split++)
        {
            var capture = new ResponseCapture();
            var scanner = new StreamErrorScanner(capture);
            if (split > 0)
            {
                scanner.Scan(bytes.AsSpan(0, split));
            }

            if (split < bytes.Length)
            {
                scanner.Scan(bytes.AsSpan(split));
            }

            scanner.Scan([]);
            Assert.That(capture.Error?.ToString(), Is.EqualTo(expected), $"split at {split}");
        }
    }

    [Test]
    public void Scan_AnEndlessLine_IsPassedOver()
    {
        var capture = new ResponseCapture();
        var scanner = new StreamErrorScanner(capture);
        var chunk = new byte[64 * 1024];
        Array.Fill(chunk, (byte)'x');
        for (var i = 0; i < 64; i++)
        {
            scanner.Scan(chunk);
        }

        scanner.Scan("\n{\"error\":\"after\"}\n"u8);
        Assert.That(capture.Error, Is.Not.Null);
    }
}
