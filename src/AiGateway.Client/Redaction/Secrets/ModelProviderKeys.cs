using static AiGateway.Client.Redaction.Secrets.KeyCharacters;
using static AiGateway.Client.Redaction.Secrets.KeyChecks;

namespace AiGateway.Client.Redaction.Secrets;

/// <summary>Keys of model providers and of tools around them.</summary>
internal static class ModelProviderKeys
{

    // "OpenAI" in base64, in the middle of each of its keys.
    private const string OpenAI = "T3Blbk" + "FJ";

    public static readonly KeyFormat[] All =
    [
        new("anthropic/api-key", "sk-ant-api03-", Url, 80, 160),
        new("anthropic/admin-key", "sk-ant-admin01-", Url, 80, 160),
        new("anthropic/oauth-access-token", "sk-ant-oat01-", Url, 80, 160),
        new("anthropic/oauth-refresh-token", "sk-ant-ort01-", Url, 80, 160),
        new("anthropic/session-key", "sk-ant-sid01-", Url, 80, 160),
        new("openai/project-key", "sk-proj-", Url, 40, 250),
        new("openai/service-account-key", "sk-svcacct-", Url, 40, 250),
        new("openai/admin-key", "sk-admin-", Url, 40, 250),
        new("openai/api-key", "sk-", Word, 48, 56) { Shape = Has(OpenAI) },
        new("openai/session-key", "sess-", Word, 40, 40),
        new("openrouter/api-key", "sk-or-v1-", Hex, 64, 64),
        new("langfuse/secret-key", "sk-lf-", HexDash, 36, 36) { Shape = IsUuid },
        new("deepseek/api-key", "sk-", Hex, 32, 32),
        new("openai-compatible/api-key", "sk-", Word, 20, 128) { MinEntropy = 3.3 },
        new("elevenlabs/api-key", "sk_", Hex, 48, 48),
        new("groq/api-key", "gsk_", Word, 48, 60),
        new("xai/api-key", "xai-", Word, 70, 90),
        new("perplexity/api-key", "pplx-", Word, 40, 64),
        new("replicate/api-token", "r8_", Word, 37, 40),
        new("together/api-key", "tgp_v1_", Url, 40, 60),
        new("fireworks/api-key", "fw_", Word, 22, 32) { MinEntropy = 3.3 },
        new("cerebras/api-key", "csk-", Word, 40, 60),
        new("langsmith/personal-token", "lsv2_pt_", Underscore, 40, 50),
        new("langsmith/service-key", "lsv2_sk_", Underscore, 40, 50),
        new("nvidia/api-key", "nvapi-", Url, 60, 72),
        new("huggingface/access-token", "hf_", Word, 34, 40),
        new("huggingface/organization-token", "api_org_", Word, 34, 40),
        new("jina/api-key", "jina_", Url, 50, 65),
        new("voyage/api-key", "pa-", Url, 43, 43) { MinEntropy = 3.3 },
        new("tavily/api-key", "tvly-", Url, 25, 60),
        new("pinecone/api-key", "pcsk_", Underscore, 60, 80),
        new("firecrawl/api-key", "fc-", Hex, 32, 32),
        new("anyscale/secret", "esecret_", Word, 26, 40),
        new("wandb/api-key", "wandb_v1_", Underscore, 60, 100),
        new("cursor/api-key", "key_", Hex, 64, 64),
        new("apify/api-token", "apify_api_", Word, 30, 50),
    ];
}
