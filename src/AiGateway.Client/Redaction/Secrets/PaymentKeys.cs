using static AiGateway.Client.Redaction.Secrets.KeyCharacters;
using static AiGateway.Client.Redaction.Secrets.KeyChecks;

namespace AiGateway.Client.Redaction.Secrets;

/// <summary>Keys of payment, banking, commerce and shipping.</summary>
internal static class PaymentKeys
{
    public static readonly KeyFormat[] All =
    [
        new("stripe/secret-live-key", "sk_live_", Word, 14, 120) { MinEntropy = 2.5 },
        new("stripe/secret-test-key", "sk_test_", Word, 14, 120) { MinEntropy = 2.5 },
        new("stripe/secret-prod-key", "sk_prod_", Word, 14, 120) { MinEntropy = 2.5 },
        new("stripe/restricted-live-key", "rk_live_", Word, 14, 120) { MinEntropy = 2.5 },
        new("stripe/restricted-test-key", "rk_test_", Word, 14, 120) { MinEntropy = 2.5 },
        new("stripe/restricted-prod-key", "rk_prod_", Word, 14, 120) { MinEntropy = 2.5 },
        new("stripe/webhook-secret", "whsec_", Base64, 24, 72),
        new("square/access-token", "sq0atp-", Url, 22, 60),
        new("square/oauth-secret", "sq0csp-", Url, 43, 43),
        new("square/personal-token", "EAAA", Url, 22, 60),
        new("facebook/access-token", "EAA", Word, 100, 400) { MinEntropy = 3.5 },
        new("braintree/access-token", "access_token$production$", Dollar, 49, 49) { Shape = Parts('$', 16, 32) },
        new("braintree/sandbox-token", "access_token$sandbox$", Dollar, 49, 49) { Shape = Parts('$', 16, 32) },
        new("paypal/access-token", "A21AA", Url, 70, 120),
        new("adyen/api-key", "AQE", Base64Underscore, 70, 200) { Shape = Has("=-") },
        new("razorpay/live-key", "rzp_live_", Word, 14, 14),
        new("razorpay/test-key", "rzp_test_", Word, 14, 14),
        new("shopify/access-token", "shpat_", Hex, 32, 32),
        new("shopify/shared-secret", "shpss_", Hex, 32, 32),
        new("shopify/custom-app-token", "shpca_", Hex, 32, 32),
        new("shopify/private-app-token", "shppa_", Hex, 32, 32),
        new("shopify/theme-access-token", "shptka_", Hex, 32, 32),
        new("lob/live-key", "live_", Hex, 35, 35),
        new("lob/test-key", "test_", Hex, 35, 35),
        new("lob/live-publishable-key", "live_pub_", Hex, 31, 31),
        new("lob/test-publishable-key", "test_pub_", Hex, 31, 31),
        new("mollie/live-key", "live_", Word, 30, 30) { MinEntropy = 3.3 },
        new("mollie/test-key", "test_", Word, 30, 30) { MinEntropy = 3.3 },
        new("gocardless/access-token", "live_", UrlPadded, 40, 40) { MinEntropy = 3.3 },
        new("plaid/production-access-token", "access-production-", HexDash, 36, 36) { Shape = IsUuid },
        new("plaid/development-access-token", "access-development-", HexDash, 36, 36) { Shape = IsUuid },
        new("plaid/sandbox-access-token", "access-sandbox-", HexDash, 36, 36) { Shape = IsUuid },
        new("flutterwave/secret-key", "FLWSECK-", Url, 30, 40),
        new("flutterwave/test-secret-key", "FLWSECK_TEST-", Url, 12, 40) { MinEntropy = 2.3 },
        new("flutterwave/public-key", "FLWPUBK_TEST-", Url, 30, 40),
        new("duffel/live-token", "duffel_live_", UrlPadded, 43, 43),
        new("duffel/test-token", "duffel_test_", UrlPadded, 43, 43),
        new("easypost/api-key", "EZAK", Word, 54, 54),
        new("easypost/test-key", "EZTK", Word, 54, 54),
        new("shippo/live-token", "shippo_live_", Hex, 40, 40),
        new("shippo/test-token", "shippo_test_", Hex, 40, 40),
        new("checkout/secret-key", "sk_", HexDash, 36, 36) { Shape = IsUuid },
        new("stytch/live-secret", "secret-live-", UrlPadded, 30, 50),
        new("stytch/test-secret", "secret-test-", UrlPadded, 30, 50),
    ];
}
