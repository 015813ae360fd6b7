using System.Buffers;

namespace AiGateway.Client.Redaction.Secrets;

/// <summary>The keys with a literal prefix that redaction knows. To add one, add a row.</summary>
internal static class KeyFormats
{
    private const int Open = 512;

    private static readonly SearchValues<char> Capitals = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");
    private static readonly SearchValues<char> Word = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789");
    private static readonly SearchValues<char> Underscore = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_");
    private static readonly SearchValues<char> Url = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-");
    private static readonly SearchValues<char> Dotted = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-.");
    private static readonly SearchValues<char> Path = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789/");

    public static readonly KeyFormat[] All =
    [
        // Cloud: Amazon Web Services, Google, DigitalOcean.
        new("AKIA", Capitals, 16, 16, 2.5), new("ASIA", Capitals, 16, 16, 2.5), new("ABIA", Capitals, 16, 16, 2.5), new("ACCA", Capitals, 16, 16, 2.5),
        new("AIza", Url, 35, 35), new("GOCSPX-", Url, 28, 28), new("ya29.", Dotted, 20, Open), new("dop_v1_", Word, 64, 64), new("doo_v1_", Word, 64, 64),

        // Source hosts: GitHub, GitLab.
        new("ghp_", Word, 36, 36), new("gho_", Word, 36, 36), new("ghu_", Word, 36, 36), new("ghs_", Word, 36, 36), new("ghr_", Word, 36, 76),
        new("github_pat_", Underscore, 82, 82), new("glpat-", Dotted, 20, Open), new("gldt-", Url, 20, Open), new("glrt-", Dotted, 20, Open),

        // Model providers: Anthropic, OpenAI, OpenRouter (all with the second's prefix), Hugging Face, Groq, xAI, Replicate, Perplexity.
        new("sk-", Url, 20, Open, 3.3), new("hf_", Word, 30, 40), new("gsk_", Word, 48, 60), new("xai-", Word, 70, 90), new("r8_", Word, 37, 37), new("pplx-", Word, 40, 64),

        // Payment: Stripe, Square, Shopify.
        new("sk_live_", Word, 16, Open), new("sk_test_", Word, 16, Open), new("rk_live_", Word, 16, Open), new("rk_test_", Word, 16, Open), new("whsec_", Word, 24, 64),
        new("sq0atp-", Url, 22, 22), new("sq0csp-", Url, 43, 43), new("shpat_", Word, 32, 32), new("shpss_", Word, 32, 32),

        // Messaging: Slack, SendGrid, Mailgun.
        new("xoxb-", Url, 20, Open, 2.5), new("xoxp-", Url, 20, Open, 2.5), new("xoxa-", Url, 20, Open, 2.5), new("xoxr-", Url, 20, Open, 2.5), new("xoxs-", Url, 20, Open, 2.5),
        new("xapp-", Url, 20, Open, 2.5), new("hooks.slack.com/services/", Path, 40, 60, 2.5), new("SG.", Dotted, 60, 70), new("key-", Word, 32, 32),

        // Package registries: npm, PyPI, NuGet, RubyGems.
        new("npm_", Word, 36, 36), new("pypi-", Url, 80, Open), new("oy2", Word, 43, 43, 3.5), new("rubygems_", Word, 48, 48),
    ];
}
