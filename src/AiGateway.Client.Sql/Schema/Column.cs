namespace AiGateway.Client.Sql.Schema;

/// <summary>A column and where its value comes from: a whole number or a text.</summary>
internal sealed record Column<T>(string Name, Func<T, long>? Number, Func<T, string?>? Text, bool IsJson = false)
{
    public static Column<T> Of(string name, Func<T, long> value) => new(name, value, null);

    public static Column<T> Of(string name, Func<T, string?> value) => new(name, null, value);
}
