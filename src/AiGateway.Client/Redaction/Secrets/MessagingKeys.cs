using static AiGateway.Client.Redaction.Secrets.KeyCharacters;
using static AiGateway.Client.Redaction.Secrets.KeyChecks;

namespace AiGateway.Client.Redaction.Secrets;

/// <summary>Keys of chat, mail and telephony.</summary>
internal static class MessagingKeys
{
    private const int Long = 255;

    public static readonly KeyFormat[] All =
    [
        new("slack/bot-token", "xoxb-", Url, 18, Long) { MinEntropy = 2.5 },
        new("slack/user-token", "xoxp-", Url, 18, Long) { MinEntropy = 2.5 },
        new("slack/workspace-token", "xoxa-", Url, 10, Long) { MinEntropy = 2.5 },
        new("slack/refresh-token", "xoxr-", Url, 10, Long) { MinEntropy = 2.5 },
        new("slack/legacy-token", "xoxs-", Url, 18, Long) { MinEntropy = 2.5 },
        new("slack/legacy-oauth-token", "xoxo-", Url, 18, Long) { MinEntropy = 2.5 },
        new("slack/configuration-refresh-token", "xoxe-", Url, 18, Long) { MinEntropy = 2.5 },
        new("slack/configuration-bot-token", "xoxe.xoxb-", Url, 40, Long) { MinEntropy = 2.5 },
        new("slack/configuration-user-token", "xoxe.xoxp-", Url, 40, Long) { MinEntropy = 2.5 },
        new("slack/app-token", "xapp-", Url, 18, Long) { MinEntropy = 2.5 },
        new("slack/incoming-webhook", "hooks.slack.com/services/", UrlPath, 40, 80),
        new("slack/workflow-webhook", "hooks.slack.com/workflows/", UrlPath, 40, 80),
        new("slack/trigger-webhook", "hooks.slack.com/triggers/", UrlPath, 40, 80),
        new("discord/webhook", "discord.com/api/webhooks/", UrlPath, 70, 110),
        new("discord/legacy-webhook", "discordapp.com/api/webhooks/", UrlPath, 70, 110),
        new("microsoft/teams-webhook", "webhook.office.com/webhookb2/", UrlPathAt, 100, 260),
        new("sendgrid/api-key", "SG.", DottedPadded, 60, 72),
        new("mailgun/private-key", "key-", Hex, 32, 32),
        new("mailgun/public-key", "pubkey-", Hex, 32, 32),
        new("brevo/api-key", "xkeysib-", Url, 75, 90),
        new("brevo/smtp-key", "xsmtpsib-", Url, 75, 90),
        new("mandrill/api-key", "md-", Url, 22, 22),
        new("resend/api-key", "re_", Underscore, 32, 36) { Shape = Parts('_', 8, 24) },
        new("mailersend/api-token", "mlsn.", Hex, 64, 64),
        new("intercom/access-token", "dG9rO", Base64, 50, 75),
        new("hubspot/private-app-token", "pat-na1-", HexDash, 36, 36) { Shape = IsUuid },
        new("hubspot/eu-private-app-token", "pat-eu1-", HexDash, 36, 36) { Shape = IsUuid },
        new("telnyx/api-key", "KEY", Underscore, 55, 55) { Shape = Parts('_', 32, 22) },
        new("matrix/access-token", "syt_", Underscore, 30, 120),
        new("onesignal/app-key", "os_v2_app_", Small, 90, 110),
        new("pushbullet/access-token", "o.", Word, 32, 32),
        new("linkedin/client-secret", "WPL_AP1.", DottedPadded, 16, 40),
        new("typeform/api-token", "tfp_", DottedPadded, 40, 70),
    ];
}
