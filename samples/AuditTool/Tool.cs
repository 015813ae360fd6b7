using System.Data.Common;
using AiGateway.Client.Auditing.Chain;
using AiGateway.Client.Auditing.Sinks;
using AiGateway.Client.Sql.Auditing;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace AuditTool;

/// <summary>Verifies the audit chains in a folder or a database.</summary>
internal static class Tool
{
    public const int Intact = 0;
    public const int Broken = 1;
    public const int Unusable = 2;

    public static async Task<int> RunAsync(string[] arguments, TextWriter output, TextWriter errors)
    {
        if (Arguments.Parse(arguments) is not { } parsed)
        {
            await errors.WriteLineAsync(Arguments.Usage);
            return Unusable;
        }

        try
        {
            var verification = await VerifyAsync(parsed);
            Report.Write(verification, output);
            return verification.IsIntact ? Intact : Broken;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or DbException or ArgumentException)
        {
            await errors.WriteLineAsync($"{parsed.Kind} cannot be read: {exception.Message}");
            return Unusable;
        }
    }

    private static async Task<AuditVerification> VerifyAsync(Arguments arguments)
    {
        if (arguments.Kind == "files")
        {
            return await AuditVerifier.VerifyAsync(new JsonLinesAuditStore(arguments.Place), arguments.Options);
        }

        await using var source = arguments.Kind == "sqlite"
            ? SqliteFactory.Instance.CreateDataSource(new SqliteConnectionStringBuilder { DataSource = arguments.Place, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ConnectionString)
            : (DbDataSource)NpgsqlDataSource.Create(arguments.Place);
        return await AuditVerifier.VerifyAsync(new SqlAuditStore(source), arguments.Options);
    }
}
