namespace AiGateway.Client.Sql.Schema;

/// <summary>The names of enumerations, as columns have them: people read them, and a value that is added later does not shift the others.</summary>
internal static class Names
{
    public static string Of<T>(T value)
        where T : struct, Enum => Enum.GetName(value) ?? value.ToString();
}
