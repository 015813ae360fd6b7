using static AiGateway.Client.Redaction.Secrets.KeyCharacters;
using static AiGateway.Client.Redaction.Secrets.KeyChecks;

namespace AiGateway.Client.Redaction.Secrets;

/// <summary>Keys of clouds, hosts of applications and databases.</summary>
internal static class CloudKeys
{
    private const int Open = 512;
    private const int Long = 1024;

    public static readonly KeyFormat[] All =
    [
        new("aws/access-key-id", "AKIA", Capitals, 16, 16) { IsPlain = true },
        new("aws/temporary-access-key-id", "ASIA", Capitals, 16, 16) { IsPlain = true },
        new("aws/bearer-token-id", "ABIA", Capitals, 16, 16) { IsPlain = true },
        new("aws/context-credential-id", "ACCA", Capitals, 16, 16) { IsPlain = true },
        new("aws/legacy-access-key-id", "A3T", Capitals, 17, 17),
        new("aws/bedrock-api-key", "ABSKQmVkcm9ja0FQSUtleS", Base64, 60, 220),
        new("aws/bedrock-short-term-key", "bedrock-api-key-YmVkcm9jay5hbWF6b25hd3MuY29t", Base64, 40, Open),
        new("google/api-key", "AIza", Url, 35, 35),
        new("google/oauth-client-secret", "GOCSPX-", Url, 28, 28),
        new("google/oauth-access-token", "ya29.", Dotted, 20, Open),
        new("google/oauth-refresh-token", "1//0", Url, 40, 160),
        new("google/express-key", "AQ.Ab", Url, 40, 70),
        new("alibaba/access-key-id", "LTAI", Word, 12, 24),
        new("tencent/secret-id", "AKID", Word, 32, 32),
        new("volcengine/access-key-id", "AKLT", Url, 30, 252),
        new("yandex/iam-token", "t1.", DottedPadded, 90, Open),
        new("yandex/api-key", "AQVN", Url, 35, 38),
        new("digitalocean/personal-access-token", "dop_v1_", Hex, 64, 64),
        new("digitalocean/oauth-access-token", "doo_v1_", Hex, 64, 64),
        new("digitalocean/oauth-refresh-token", "dor_v1_", Hex, 64, 64),
        new("digitalocean/spaces-key", "DO00", Capitals, 16, 16),
        new("cloudflare/origin-ca-key", "v1.0-", HexDash, 171, 171) { Shape = Parts('-', 24, 146) },
        new("heroku/api-key", "HRKU-", Url, 36, 64),
        new("flyio/access-token", "fo1_", Url, 43, 43),
        new("flyio/machine-token", "fm2_", Base64, 100, Long),
        new("flyio/macaroon", "fm1r_", Base64, 100, Long),
        new("flyio/attenuated-macaroon", "fm1a_", Base64, 100, Long),
        new("netlify/personal-access-token", "nfp_", Word, 36, 40),
        new("netlify/oauth-token", "nfo_", Word, 36, 40),
        new("netlify/build-token", "nfb_", Word, 36, 40),
        new("vercel/ai-gateway-key", "vck_", Word, 40, 100),
        new("scaleway/access-key", "SCW", Capitals, 17, 17),
        new("scalingo/api-token", "tk-us-", Url, 48, 48),
        new("render/api-key", "rnd_", Word, 24, 40),
        new("supabase/personal-access-token", "sbp_", Hex, 40, 40),
        new("supabase/secret-key", "sb_secret_", Url, 30, 60),
        new("planetscale/api-token", "pscale_tkn_", DottedPadded, 32, 64),
        new("planetscale/oauth-token", "pscale_oauth_", DottedPadded, 32, 64),
        new("planetscale/password", "pscale_pw_", DottedPadded, 32, 64),
        new("neon/api-key", "napi_", Word, 40, 90),
        new("mongodb/service-account-secret", "mdb_sa_sk_", Url, 38, 50),
        new("databricks/access-token", "dapi", HexDash, 32, 34),
        new("databricks/oauth-secret", "dose", Hex, 32, 32),
        new("clickhouse/cloud-key", "4b1d", Word, 38, 38),
        new("deno/deploy-token", "ddp_", Word, 36, 40),
        new("ubidots/token", "BBFF-", Word, 30, 30),
    ];
}
