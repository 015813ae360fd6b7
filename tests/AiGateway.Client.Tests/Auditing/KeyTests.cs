using System.Security.Cryptography;
using AiGateway.Client.Auditing.Chain;
using AiGateway.Client.Auditing.Content;
using AiGateway.Client.Auditing.Keys;
using AiGateway.Client.Auditing.Sinks;
using AiGateway.Client.Pipeline;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace AiGateway.Client.Tests.Auditing;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class KeyTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("aigateway-keys-").FullName;
    private readonly FakeTimeProvider _time = new();

    [Test]
    public void Pseudonym_ManyUsersFromManyThreads_IsThatOfAFreshKey()
    {
        byte[] secret = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];
        var key = new AuditKey(secret);
        Parallel.For(0, 10_000, i =>
        {
            var user = $"user {i * 7919 % 500}";
            Assert.That(key.Pseudonymize(user), Is.EqualTo(new AuditKey(secret).Pseudonymize(user)));
        });
    }

    [Test]
    public async Task Destroy_ErasesWhatTheKeyCanReadAndTheChainStaysWhole([Values] bool streamed)
    {
        var (keys, files) = (Path.Combine(_folder, "keys"), Path.Combine(_folder, "audit"));
        await using (var test = new AuditTest($$""" "KeyFolder": "{{keys}}", "File": { "Path": "{{files}}" }, "IncludeContent": true """.Replace("\\", "\\\\", StringComparison.Ordinal)))
        {
            await test.AskAsync("Hi", streamed);
            var record = (await test.RecordsAsync()).Single();
            var store = new FileAuditKeys(keys);
            var key = store.Find("acme")!;
            Assert.That(record.PromptHash, Is.EqualTo(AuditHash.OfPrompt(key, [new ChatMessage(ChatRole.User, "Hi")])));
            Assert.That((key.Decrypt(record.Prompt!), record.User), Is.EqualTo(("M: user\nT: Hi", key.Pseudonymize("u1"))));

            Assert.That(store.Destroy("acme"), Is.True);
            Assert.That((store.Find("acme"), store.Destroy("acme")), Is.EqualTo(((AuditKey?)null, false)));

            // Another instance learns of it within a minute; a new key has nothing in common with the old one.
            test.Gateway.Time.Advance(TimeSpan.FromMinutes(1));
            await test.AskAsync("Hi", streamed);
            var next = (await test.RecordsAsync())[1];
            Assert.That((next.KeyId, next.PromptHash, next.User), Is.Not.EqualTo((record.KeyId, record.PromptHash, record.User)));
            var fresh = store.Find("acme")!;
            Assert.That(() => fresh.Decrypt(record.Prompt!), Throws.InstanceOf<CryptographicException>());
        }

        var verification = await AuditVerifier.VerifyAsync(new JsonLinesAuditStore(files), new AuditVerificationOptions { Retention = TimeSpan.Zero });
        Assert.That((verification.IsIntact, verification.Chains.Single().Last), Is.EqualTo((true, 2L)));
    }

    [Test]
    public async Task FileKeys_OfTenants_DifferAndStay()
    {
        var keys = new FileAuditKeys(_folder, _time);
        var ids = new List<string>();
        foreach (var tenant in new[] { null, "", "acme", "../acme", "ACME", "ü/\\:*" })
        {
            ids.Add((await keys.GetKeyAsync(tenant, default))!.Id);
            Assert.That((await new FileAuditKeys(_folder).GetKeyAsync(tenant, default))!.Id, Is.EqualTo(ids[^1]));
        }

        Assert.That(ids, Is.Unique);
        Assert.That(Directory.GetFiles(_folder, "*", SearchOption.AllDirectories), Has.Length.EqualTo(6));
        if (!OperatingSystem.IsWindows())
        {
            Assert.That(Directory.GetFiles(_folder).Select(File.GetUnixFileMode), Is.All.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
        }
    }

    [Test]
    public async Task FileKeys_ManyAtOnce_AgreeOnOne()
    {
        var keys = await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => Task.Run(async () => (await new FileAuditKeys(_folder).GetKeyAsync("acme", default))!.Id)));
        Assert.That(keys.Distinct(), Has.One.Items);
        Assert.That(Directory.GetFiles(_folder), Has.Length.EqualTo(1));
    }

    [Test]
    public async Task Provider_ThatFails_RefusesTheRequestAndLeavesARecord([Values] bool streamed)
    {
        await using var test = new AuditTest(configure: builder => builder.UseAuditKeys<FailingKeys>());
        var refusal = (await Assert.CatchAsync<GatewayRejectedException>(() => test.AskAsync("Hi", streamed)))!;
        Assert.That(refusal.ReasonCode, Is.EqualTo("audit_key"));
        Assert.That(refusal.Message, Does.Not.Contain("vault"));
        var record = (await test.RecordsAsync()).Single();
        Assert.That((record.Reason, record.Tenant, record.User, record.PromptHash), Is.EqualTo(("audit_key", "acme", (string?)null, (string?)null)));
    }

    [Test]
    public async Task Provider_WithoutAKey_LeavesARecordWithoutUserAndHashes([Values] bool streamed)
    {
        await using var test = new AuditTest(configure: builder => builder.UseAuditKeys<NoKeys>());
        await test.AskAsync("Hi", streamed);
        var record = (await test.RecordsAsync()).Single();
        Assert.That((record.KeyId, record.User, record.PromptHash, record.AnswerHash, record.Messages), Is.EqualTo(((string?)null, (string?)null, (string?)null, (string?)null, (int?)1)));
    }

    [Test]
    public async Task NoKey_IsWarnedOfOnce()
    {
        await using var test = new AuditTest();
        await test.AskAsync("Hi", streamed: false);
        test.Gateway.Reload(AuditTest.Json(""" "BatchSize": 7 """));
        await test.AskAsync("Hi", streamed: false);
        Assert.That(test.Gateway.Log.Entries.Count(entry => entry.Id.Name == "AuditProcessKeyInUse"), Is.EqualTo(1));
        var records = await test.RecordsAsync();
        Assert.That(records[0].KeyId, Is.EqualTo(records[1].KeyId));
    }

    [Test]
    public void AuditKey_TooShort_Throws() => Assert.That(() => new AuditKey(new byte[15]), Throws.ArgumentException.With.Message.Contains("16 bytes"));

    [Test]
    public void AuditKey_ToString_TellsNothing() => Assert.That(new AuditKey(new byte[16]).ToString(), Is.EqualTo("AuditKey"));

    [TestCase("")]
    [TestCase("AAAA")]
    public void Decrypt_WhatIsNoContent_Throws(string text) => Assert.That(() => new AuditKey(new byte[16]).Decrypt(text), Throws.InstanceOf<CryptographicException>());

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private sealed class FailingKeys : IAuditKeyProvider
    {
        public ValueTask<AuditKey?> GetKeyAsync(string? tenant, CancellationToken cancellationToken) => throw new IOException("the vault is closed");
    }

    private sealed class NoKeys : IAuditKeyProvider
    {
        public ValueTask<AuditKey?> GetKeyAsync(string? tenant, CancellationToken cancellationToken) => default;
    }
}
