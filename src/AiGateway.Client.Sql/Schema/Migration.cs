namespace AiGateway.Client.Sql.Schema;

/// <summary>A step from one version of the schema to the next.</summary>
internal sealed record Migration(int Version, string Script);
