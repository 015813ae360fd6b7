using AiGateway.Client.Redaction;

namespace AiGateway.Client.Tests.Redaction;

public sealed class TextScannerTests
{
    private static readonly TextScanner All = new(TextScanner.SupportedEntities);

    [Test]
    public void Constructor_UnknownEntity_NamesItAndTheOthers() =>
        Assert.That(() => new TextScanner(["SHOE_SIZE"]), Throws.ArgumentException.With.Message.Contains("SHOE_SIZE").And.Message.Contains("IBAN_CODE"));

    [Test]
    public void Scan_OnlyNamedEntities_AreFound()
    {
        var scanner = new TextScanner([EntityNames.IpAddress]);
        Assert.That(Scan.Values(scanner, "joe@example.org from 203.0.113.9"), Is.EqualTo(new[] { "203.0.113.9" }));
    }

    [Test]
    public void Scan_SeveralEntities_AreSorted()
    {
        var card = Valid.Luhn("411111111111111");
        var text = $"{card}, joe@example.org, 203.0.113.9, 219-45-6789";
        Assert.That(Scan.Entities(All, text), Is.EqualTo(new[] { EntityNames.CreditCard, EntityNames.EmailAddress, EntityNames.IpAddress, EntityNames.UsSsn }));
    }

    [Test]
    public void Scan_CardInsideMailbox_IsOneAddress()
    {
        var address = Valid.Luhn("411111111111111") + "@example.org";
        Assert.That(Scan.Values(All, $"to {address}"), Is.EqualTo(new[] { address }));
        Assert.That(Scan.Entities(All, $"to {address}"), Is.EqualTo(new[] { EntityNames.EmailAddress }));
    }

    [Test]
    public void Scan_ListWithDetections_KeepsThem()
    {
        Detection earlier = new("X", 5, 1, 1);
        List<Detection> found = [earlier];
        All.Scan("joe@example.org and amy@example.org", found);
        Assert.That(found, Has.Count.EqualTo(3));
        Assert.That(found[0], Is.EqualTo(earlier));
    }

    [Test]
    public void Scan_CleanText_FindsAndAllocatesNothing()
    {
        var text = string.Concat(Enumerable.Repeat("In 2024 we met at 10:45, wrote some_code() and paid 12.50; see a-b/c, x = y: it is well known. ", 40));
        var scanner = new TextScanner(TextScanner.SupportedEntities.Where(entity => entity != EntityNames.DateTime));
        List<Detection> found = [];
        for (var i = 0; i < 3; i++) scanner.Scan(text, found);
        var before = GC.GetAllocatedBytesForCurrentThread();
        scanner.Scan(text, found);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
        Assert.That(found, Is.Empty);
    }

    [Test]
    public void Scan_FromManyThreads_FindsTheSame()
    {
        var text = $"{Valid.Luhn("411111111111111")} joe@example.org 203.0.113.9 {Valid.Iban("DE", "500105175407324931")}";
        var expected = Scan.Detections(All, text);
        var results = new List<Detection>[64];
        Parallel.For(0, results.Length, i => results[i] = Scan.Detections(All, text));
        Assert.That(expected, Has.Count.EqualTo(4));
        Assert.That(results, Is.All.EqualTo(expected));
    }
}
