namespace AiGateway.Client.Tests.Auditing;

public sealed class AuditOptionsTests
{
    [TestCase(""" "QueueCapacity": 9 """, "Auditing:QueueCapacity = '9' is out of range: from 10 to 10000000.")]
    [TestCase(""" "BatchSize": 0 """, "Auditing:BatchSize = '0' is out of range: from 1 to 10000.")]
    [TestCase(""" "CheckpointInterval": 0 """, "Auditing:CheckpointInterval = '0' is out of range: from 1 to 1000000.")]
    [TestCase(""" "MaxWait": "02:00:00" """, "Auditing:MaxWait = '02:00:00' is out of range: from 00:00:00 to 01:00:00.")]
    [TestCase(""" "RetryDelay": "00:00:00" """, "Auditing:RetryDelay = '00:00:00' is out of range: from 00:00:00.0100000 to 00:00:30.")]
    [TestCase(""" "ShutdownTimeout": "01:00:00" """, "Auditing:ShutdownTimeout = '01:00:00' is out of range: from 00:00:00 to 00:10:00.")]
    [TestCase(""" "Retention": "12:00:00" """, "Auditing:Retention = '12:00:00' is out of range: at least 1 day, or 0 for ever.")]
    [TestCase(""" "File": { "MaxBytes": 1 } """, "Auditing:File:MaxBytes = '1' is out of range: from 10000 to 10000000000.")]
    [TestCase(""" "File": { "Pth": "x" } """, "Auditing:File:Pth is not a known key. Did you mean 'Path'?")]
    [TestCase(""" "WhenFull": "Maybe" """, "Auditing:WhenFull = 'Maybe' is not")]
    [TestCase(""" "Key": "short" """, "Auditing:Key = '…' has fewer than 16 bytes. Use 16 random characters or more.")]
    [TestCase(""" "ChainKey": "short" """, "Auditing:ChainKey = '…' has fewer than 16 bytes.")]
    [TestCase(""" "Enabled": true """, "Auditing:Enabled = 'True', but nothing takes the records. Set AiGateway:Auditing:File:Path to a folder")]
    [TestCase(""" "Key": "a key that is long enough", "KeyFolder": "keys" """, "Auditing: the keys of tenants come from more than one place.")]
    public void Configuration_NotValid_IsRefused(string auditing, string expected) =>
        Assert.That(TestGateway.Failures(AuditTest.Json(auditing).Replace("\"Fake\"", "\"Simulated\"", StringComparison.Ordinal)), Has.One.StartsWith($"AiGateway:{expected}"));

    [Test]
    public void Path_OfAFile_IsRefused()
    {
        var file = typeof(AuditOptionsTests).Assembly.Location.Replace("\\", "/", StringComparison.Ordinal);
        Assert.That(TestGateway.Failures(AuditTest.Json($$""" "File": { "Path": "{{file}}" } """).Replace("\"Fake\"", "\"Simulated\"", StringComparison.Ordinal)),
            Has.One.Contains("Auditing:File:Path").And.Contains("is a file. Name a folder."));
    }

    [Test]
    public async Task Secrets_ChangeNoVersion()
    {
        await using var first = new AuditTest(""" "Key": "a key that is long enough" """);
        await using var second = new AuditTest(""" "Key": "a key that is long enough too", "ChainKey": "a chain key that is long" """);
        Assert.That(first.Gateway.Gateway.ConfigurationVersion, Is.EqualTo(second.Gateway.Gateway.ConfigurationVersion));
    }
}
