using System.Data.Common;
using AiGateway.Client.Sql.Dialects;
using AiGateway.Client.Sql.Schema;
using AiGateway.Client.Sql.Writing;

namespace AiGateway.Client.Sql.Reports;

/// <summary>The statement of a query. Values are parameters; what is put together are names that stand in this code.</summary>
internal sealed class CostStatement
{
    /// <summary>All zones of today are a multiple of this away from UTC, so days are put together from such steps.</summary>
    public const long Step = 15 * 60 * 1_000_000L;

    private readonly Dialect _dialect;
    private readonly List<(string Name, object? Value)> _parameters = [];
    private readonly List<string> _conditions = [];

    public CostStatement(Dialect dialect, DateTimeOffset from, DateTimeOffset before)
    {
        _dialect = dialect;
        _conditions.Add($"u.time_us >= {Parameter(LedgerUnits.ToMicroseconds(from))}");
        _conditions.Add($"u.time_us < {Parameter(LedgerUnits.ToMicroseconds(before))}");
    }

    /// <summary>Asks for the values of a dimension only. Nothing and an empty text are the same.</summary>
    public CostStatement Where(CostDimension dimension, string? value)
    {
        _conditions.Add($"COALESCE({Expression(dimension)}, '') = {Parameter(LedgerText.Clean(value ?? ""))}");
        return this;
    }

    public CostStatement And(string condition)
    {
        _conditions.Add(condition);
        return this;
    }

    public CostStatement ExceptInstance(long instance) => And($"u.instance_id <> {Parameter(instance)}");

    public DbCommand Select(DbConnection connection, string sums, IReadOnlyList<CostDimension>? groupBy = null)
    {
        var keys = (groupBy ?? []).Select(dimension => $"{Expression(dimension)}").ToList();
        var places = string.Join(", ", Enumerable.Range(1, keys.Count));
        var text = $"SELECT {string.Join(", ", [.. keys, sums])} FROM aigateway_usage AS u WHERE {string.Join(" AND ", _conditions)}" +
            (keys.Count == 0 ? "" : $" GROUP BY {places}");
        return connection.Command(null, text, [.. _parameters]);
    }

    private string Expression(CostDimension dimension) => dimension.Name switch
    {
        "Tenant" => "u.tenant",
        "User" => "u.user_name",
        "App" => "u.app",
        "Model" => "u.model",
        "Provider" => "u.provider",
        "Route" => "u.route",
        "Target" => "u.target",
        "Kind" => "u.kind",
        "Outcome" => "u.outcome",
        "Status" => "u.status",
        "Day" => $"u.time_us / {Step}",
        _ when dimension.TagName is { } tag => _dialect.Tag(Parameter(LedgerText.Clean(tag))),
        _ => throw new ArgumentException("A dimension is empty. Use those that CostDimension offers."),
    };

    private string Parameter(object value)
    {
        _parameters.Add(($"p{_parameters.Count}", value));
        return $"@p{_parameters.Count - 1}";
    }
}
