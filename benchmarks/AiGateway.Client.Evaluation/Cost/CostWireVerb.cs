namespace AiGateway.Client.Evaluation.Cost;
internal static class CostWireVerb { public static Task RunAsync(Arguments arguments) => Task.CompletedTask; }
