namespace AiGateway.Client.Sql.Schema;

/// <summary>A table whose rows each owner numbers for itself.</summary>
/// <param name="Name">The name.</param>
/// <param name="Owner">The column of the owner. With the column <c>sequence</c> it is the key.</param>
/// <param name="Columns">What a row has besides its key, in the order in which it is written.</param>
internal sealed record Table<T>(string Name, string Owner, Column<T>[] Columns);
