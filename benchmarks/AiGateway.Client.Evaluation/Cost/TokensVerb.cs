namespace AiGateway.Client.Evaluation.Cost;
internal static class TokensVerb { public static Task RunAsync(Arguments arguments) => Task.CompletedTask; }
