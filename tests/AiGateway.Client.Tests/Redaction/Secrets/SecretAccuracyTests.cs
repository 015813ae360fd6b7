using AiGateway.Client.Redaction;

namespace AiGateway.Client.Tests.Redaction.Secrets;

/// <summary>Random keys of every kind where people put them, and what only looks like a secret.</summary>
public sealed class SecretAccuracyTests
{
    private const int KeysOfEachKind = 12;

    private static readonly TextScanner Scanner = new([EntityNames.Secret]);

    private static readonly string[] Surroundings =
    [
        "{0}", "{0}\n", " {0} ", "({0})", "[{0}]", "<{0}>", "`{0}`", "**{0}**", "\"{0}\"", "'{0}'", "{0}.", "{0},", "{0};", "{0}!", "{0}?", "key={0}", "KEY=\"{0}\"\n", "key: {0}\n", "- {0}\n",
        "{{\"a\": \"{0}\"}}", "{{\\\"a\\\":\\\"{0}\\\"}}", "var a = \"{0}\";", "const a = '{0}'", "a := `{0}`", "curl -H 'Authorization: Bearer {0}' x", "2026-01-02T03:04:05Z ERROR refused {0} (401)",
        "My key is {0}, can you see why it fails?", "Hier ist der Schlüssel: {0}", "密钥是{0}。", "<a>{0}</a>", "https://host.example/?q={0}&x=1", "q%3D%22{0}%22", "line\\n{0}\\nline", "a|{0}|b", "# {0}", "@{0}", "x={0}&y=2",
    ];

    private static readonly string[] LookAlikes =
    [
        "pip install sk-learn-extra-contrib-1", ".sk-fading-circle-12 { color: red }", "hf_hub_download(repo_id='{hex:8}')", "npm_config_registry_timeout_{num:2}=1", "npm_package_version_{num:4}",
        "\"integrity\": \"sha512-{base64:86}==\"", "\"resolved\": \"https://host.example/a-{hex:40}.tgz\"", "commit {hex:40}", "sha256:{hex:64}", "id: {uuid}", "requestId={uuid}", "ETag: \"{hex:32}\"",
        "data:image/png;base64,iVBORw0KGgo{base64:300}", "main.{hex:20}.chunk.js", "glpat-personal-access-token", "ghp_token_of_the_user", "AIzaSy{word:8}", "AKIA{cap:6}", "key-value-store-of-the-app",
        "xoxb-your-token-goes-here", "sk-ant-api03-...", "sk-proj-****", "Bearer <token>", "Authorization: Bearer ${TOKEN}", "token = getToken({num:3})", "password: string", "password = null", "password: \"\"",
        "max_tokens: {num:4}", "secretName: my-app-secret-v2", "tokenizer = load(\"bert-base-{num:3}\")", "pwd", "cd /home/me/{word:12}", "password_reset_url: https://host.example/{num:4}", "pat-na1-{num:3}",
        "function t(e,n){return e.k{num:3}=n.v,a({num:2})}", "https://host.example/{word:30}/x", "key_{num:3}_of_table", "-----BEGIN PUBLIC KEY-----\n{base64:64}", "v{num:1}.{num:2}.{num:2}-beta", "x.y.{word:8}",
        "the secret: being kind", "api_key = config.get('api_key_{num:1}')", "apiKey: process.env.KEY_{num:4}", "SK{num:4}", "AC{num:6}", "live_update_of_table_{num:2}", "test_that_it_works_for_{num:2}_rows",
    ];

    [Test]
    public void Scan_KeysInSurroundings_AreCovered()
    {
        KeyMaker maker = new(2026);
        var (all, missed) = (0, new List<string>());
        foreach (var (subType, template) in KeySamples.Templates)
        {
            for (var i = 0; i < KeysOfEachKind; i++)
            {
                var surrounding = maker.Pick(Surroundings);
                var key = maker.Make(template);
                if (++all > 0 && !IsCovered(string.Format(null, surrounding, key), key)) missed.Add($"{subType} in {surrounding}");
            }
        }

        TestContext.Out.WriteLine($"{all - missed.Count} of {all}: {string.Join("; ", missed)}");
        Assert.That(all - missed.Count, Is.GreaterThanOrEqualTo(all * 0.99));
    }

    [Test]
    public void Scan_TwoKeysOnALine_AreBothCovered()
    {
        KeyMaker maker = new(11);
        string[] templates = [.. KeySamples.Templates.Values];
        for (var i = 0; i < 300; i++)
        {
            var (first, second) = (maker.Make(maker.Pick(templates)), maker.Make(maker.Pick(templates)));
            var text = $"a=\"{first}\" b: {second}";
            Assert.That(IsCovered(text, first) && IsCovered(text, second), Is.True, $"{i}");
        }
    }

    [Test]
    public void Scan_LookAlikes_AreNotFlagged()
    {
        KeyMaker maker = new(2027);
        var (all, flagged) = (0, new List<string>());
        foreach (var template in LookAlikes)
        {
            for (var i = 0; i < 10; i++)
            {
                var text = maker.Make(template);
                all++;
                if (Scan.Detections(Scanner, text) is [var found, ..]) flagged.Add($"{template} as {found.SubType}");
            }
        }

        TestContext.Out.WriteLine($"{flagged.Count} of {all}: {string.Join("; ", flagged.Distinct())}");
        Assert.That(flagged, Has.Count.LessThanOrEqualTo(all * 0.01));
    }

    private static bool IsCovered(string text, string key)
    {
        var start = text.IndexOf(key, StringComparison.Ordinal);
        return Scan.Detections(Scanner, text).Any(found => found.Start <= start && found.End >= start + key.Length);
    }
}
