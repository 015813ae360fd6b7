using System.Globalization;
using AiGateway.Client.Auditing.Chain;

namespace AuditTool;

/// <summary>What the command line asks for.</summary>
internal sealed record Arguments(string Kind, string Place, AuditVerificationOptions Options)
{
    /// <summary>The environment variable of the secret: a command line can be read by others.</summary>
    public const string ChainKeyVariable = "AUDIT_CHAIN_KEY";

    public const string Usage = $"""
        Usage: AuditTool files <folder> | sqlite <file> | postgresql <connection string>   [--retention-days <days>]

        Verifies every audit chain and says where one breaks. Exit code 0: all are intact, 1: at least one is not, 2: nothing could be verified.
        --retention-days   for how long records are to be kept; earlier ones may be missing. Default 183; 0 for ever.
        {ChainKeyVariable}    environment variable with the secret that seals checkpoints (Auditing:ChainKey); without it seals are not looked at.
        """;

    /// <summary>Reads a command line.</summary>
    /// <returns><see langword="null"/> when it is not one.</returns>
    public static Arguments? Parse(string[] arguments)
    {
        if (arguments is not ([("files" or "sqlite" or "postgresql"), _] or [("files" or "sqlite" or "postgresql"), _, "--retention-days", _]))
        {
            return null;
        }

        var options = new AuditVerificationOptions { ChainKey = Environment.GetEnvironmentVariable(ChainKeyVariable) };
        if (arguments.Length == 4)
        {
            if (!int.TryParse(arguments[3], NumberStyles.None, CultureInfo.InvariantCulture, out var days))
            {
                return null;
            }

            options.Retention = TimeSpan.FromDays(days);
        }

        return new Arguments(arguments[0], arguments[1], options);
    }
}
