namespace AiGateway.Client.AspNetCore.Tests;

/// <summary>Configurations of gateways.</summary>
internal static class TestGateways
{
    public const string Simple = """
        {
          "Providers": { "sim": { "Type": "Simulated", "Answer": "a simulated answer" } },
          "Routes": { "chat": { "Targets": { "main": { "Provider": "sim", "Model": "m" } } } }
        }
        """;

    /// <summary>Makes a gateway whose only target fails, and what it answers costs.</summary>
    /// <param name="fault">The fault, without braces.</param>
    /// <param name="route">Further settings of the route, each with a comma behind.</param>
    public static string Faulty(string fault, string route = "") => $$"""
        {
          "Providers": { "sim": { "Type": "Simulated", "Answer": "a simulated answer", "Faults": { "f": { {{fault}} } } } },
          "Prices": { "m": { "Input": 1000, "Output": 1000 } },
          "Routes": { "chat": { {{route}} "Retry": { "MaxRetries": 0 }, "Targets": { "main": { "Provider": "sim", "Model": "m" } } } }
        }
        """;

    /// <summary>Makes a gateway with one target, and further sections.</summary>
    /// <param name="sections">The sections, each with a comma behind.</param>
    public static string With(string sections) => $$"""
        {
          {{sections}}
          "Providers": { "sim": { "Type": "Simulated", "Answer": "a simulated answer" } },
          "Prices": { "m": { "Input": 1000, "Output": 1000 } },
          "Routes": { "chat": { "Targets": { "main": { "Provider": "sim", "Model": "m", "Capabilities": { "Tools": false } } } } }
        }
        """;
}
