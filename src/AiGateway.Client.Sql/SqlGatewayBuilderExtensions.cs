using System.Data.Common;
using System.Diagnostics.Metrics;
using AiGateway.Client.Configuration;
using AiGateway.Client.Metering;
using AiGateway.Client.Quotas;
using AiGateway.Client.Sql;
using AiGateway.Client.Sql.History;
using AiGateway.Client.Sql.Reports;
using AiGateway.Client.Telemetry;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the ledger to the gateway.</summary>
public static class SqlGatewayBuilderExtensions
{
    /// <summary>Keeps the usage of every attempt in a database.</summary>
    /// <param name="builder">The gateway's builder.</param>
    /// <param name="source">The database, SQLite or PostgreSQL. It is not disposed.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="InvalidOperationException">The gateway has a ledger already.</exception>
    public static IAiGatewayBuilder AddSqlLedger(this IAiGatewayBuilder builder, DbDataSource source) => builder.AddSqlLedger(source, static _ => { });

    /// <summary>Keeps the usage of every attempt in a database.</summary>
    /// <param name="builder">The gateway's builder.</param>
    /// <param name="source">The database, SQLite or PostgreSQL. It is not disposed.</param>
    /// <param name="configure">Says how records are kept.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="InvalidOperationException">The gateway has a ledger already.</exception>
    public static IAiGatewayBuilder AddSqlLedger(this IAiGatewayBuilder builder, DbDataSource source, Action<SqlLedgerOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(source);
        return builder.AddSqlLedger(_ => source, configure);
    }

    /// <summary>Keeps the usage of every attempt in a database.</summary>
    /// <param name="builder">The gateway's builder.</param>
    /// <param name="source">Finds the database, SQLite or PostgreSQL. The ledger does not dispose it.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="InvalidOperationException">The gateway has a ledger already.</exception>
    public static IAiGatewayBuilder AddSqlLedger(this IAiGatewayBuilder builder, Func<IServiceProvider, DbDataSource> source) =>
        builder.AddSqlLedger(source, static _ => { });

    /// <summary>Keeps the usage of every attempt in a database.</summary>
    /// <param name="builder">The gateway's builder.</param>
    /// <param name="source">Finds the database, SQLite or PostgreSQL. The ledger does not dispose it.</param>
    /// <param name="configure">Says how records are kept.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="InvalidOperationException">The gateway has a ledger already.</exception>
    public static IAiGatewayBuilder AddSqlLedger(this IAiGatewayBuilder builder, Func<IServiceProvider, DbDataSource> source, Action<SqlLedgerOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(configure);
        var services = builder.Services;
        if (services.Any(service => service.ServiceType == typeof(SqlLedger)))
        {
            throw new InvalidOperationException("The gateway has a ledger already. Add one only.");
        }

        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<SqlLedgerOptions>, SqlLedgerOptionsValidator>());
        services.AddOptions<SqlLedgerOptions>().Configure(configure).ValidateOnStart();
        services.AddSingleton(provider => new SqlLedger(
            source(provider), provider.GetRequiredService<IOptions<SqlLedgerOptions>>().Value, provider.GetRequiredService<TimeProvider>(),
            provider.GetService<ILoggerFactory>(), provider.GetService<IMeterFactory>()));
        services.AddSingleton<IUsageSink>(provider => provider.GetRequiredService<SqlLedger>());
        services.AddSingleton<IRecordBuffer>(provider => provider.GetRequiredService<SqlLedger>());
        services.TryAddSingleton<IQuotaHistory>(provider => new SqlQuotaHistory(provider.GetRequiredService<SqlLedger>()));
        services.AddSingleton<ICostLedger>(provider => SqlCostLedger.Create(
            provider.GetRequiredService<SqlLedger>(), provider.GetRequiredService<IOptionsFactory<AiGatewayOptions>>()));
        return builder;
    }
}
