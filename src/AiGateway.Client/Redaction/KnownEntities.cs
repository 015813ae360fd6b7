using System.Collections.Frozen;

namespace AiGateway.Client.Redaction;

/// <summary>The entities that have a detector of their own.</summary>
internal static class KnownEntities
{
    private static readonly FrozenSet<string> Names =
        typeof(EntityNames).GetFields().Where(field => field.IsLiteral).Select(field => (string)field.GetRawConstantValue()!).ToFrozenSet(StringComparer.Ordinal);

    public static IEnumerable<string> All => Names;

    public static bool Contains(string entity) => Names.Contains(entity);
}
