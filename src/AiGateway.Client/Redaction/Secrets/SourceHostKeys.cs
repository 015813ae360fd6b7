using static AiGateway.Client.Redaction.Secrets.KeyCharacters;
using static AiGateway.Client.Redaction.Secrets.KeyChecks;

namespace AiGateway.Client.Redaction.Secrets;

/// <summary>Keys of hosts of source code and of package registries.</summary>
internal static class SourceHostKeys
{
    private const int Long = 255;

    public static readonly KeyFormat[] All =
    [
        new("github/personal-access-token", "ghp_", Word, 36, Long) { Checksum = HasBase62Crc },
        new("github/oauth-token", "gho_", Word, 36, Long) { Checksum = HasBase62Crc },
        new("github/user-to-server-token", "ghu_", Word, 36, Long) { Checksum = HasBase62Crc },
        new("github/server-to-server-token", "ghs_", Word, 36, Long) { Checksum = HasBase62Crc },
        new("github/refresh-token", "ghr_", Word, 36, Long) { Checksum = HasBase62Crc },
        new("github/fine-grained-token", "github_pat_", Underscore, 82, 255),
        new("gitlab/personal-access-token", "glpat-", Dotted, 20, 320),
        new("gitlab/deploy-token", "gldt-", Dotted, 20, 320),
        new("gitlab/runner-token", "glrt-", Dotted, 20, 320),
        new("gitlab/runner-registration-token", "glrtr-", Dotted, 20, 320),
        new("gitlab/job-token", "glcbt-", Dotted, 22, 320),
        new("gitlab/trigger-token", "glptt-", Dotted, 20, 320),
        new("gitlab/feed-token", "glft-", Dotted, 20, 320),
        new("gitlab/incoming-mail-token", "glimt-", Dotted, 25, 320),
        new("gitlab/agent-token", "glagent-", Dotted, 50, 320),
        new("gitlab/oauth-application-secret", "gloas-", Dotted, 64, 320),
        new("gitlab/scim-token", "glsoat-", Dotted, 20, 320),
        new("gitlab/feature-flag-token", "glffct-", Dotted, 20, 320),
        new("gitlab/workspace-token", "glwt-", Dotted, 20, 320),
        new("gitlab/legacy-runner-token", "GR1348941", Url, 20, 20),
        new("bitbucket/app-password", "ATBB", Word, 32, 32),
        new("bitbucket/access-token", "ATCTT3", Base64Underscore, 150, 260),
        new("atlassian/api-token", "ATATT3", Base64Underscore, 150, 260),
        new("atlassian/scoped-token", "ATSTT3", Base64Underscore, 150, 260),
        new("sourcegraph/access-token", "sgp_", Underscore, 40, 70),
        new("npm/access-token", "npm_", Word, 36, 36) { Checksum = HasBase62Crc },
        new("pypi/api-token", "pypi-AgE", Url, 60, 1000),
        new("rubygems/api-key", "rubygems_", Hex, 48, 48),
        new("nuget/api-key", "oy2", Small, 43, 43),
        new("crates/api-token", "cio", Word, 32, 32),
        new("docker/personal-access-token", "dckr_pat_", Url, 27, 40),
        new("docker/organization-access-token", "dckr_oat_", Url, 27, 40),
        new("docker/swarm-join-token", "SWMTKN-1-", Url, 75, 75),
        new("clojars/deploy-token", "CLOJARS_", Word, 60, 60),
        new("jfrog/api-key", "AKCp", Word, 69, 73),
        new("jfrog/reference-token", "cmVmd", Word, 59, 59),
    ];
}
