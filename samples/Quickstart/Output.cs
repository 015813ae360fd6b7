using AiGateway.Client;
using AiGateway.Client.Context;
using AiGateway.Client.Pipeline;
using Spectre.Console;

namespace Quickstart;

/// <summary>Prints the steps of the sample.</summary>
internal static class Output
{
    // Without a network some providers' connections hang rather than fail.
    private static readonly TimeSpan StepLimit = TimeSpan.FromSeconds(30);

    private static int _steps;

    public static int FailedSteps { get; private set; }

    public static void Intro(IReadOnlyList<string> layers, IAiGateway gateway)
    {
        Note($"Settings: {string.Join(" + ", layers)}");
        Note($"Routes:   {string.Join(", ", gateway.Routes)}; configuration {gateway.ConfigurationVersion}");
    }

    /// <summary>Runs a step under a time limit. A failure is shown, and the next step goes on.</summary>
    public static async Task StepAsync(string title, Func<CancellationToken, Task> step)
    {
        Console.WriteLine();
        AnsiConsole.Write(new Rule($"[bold]{++_steps}. {Markup.Escape(title)}[/]") { Justification = Justify.Left });
        using var deadline = new CancellationTokenSource(StepLimit);
        try
        {
            await step(deadline.Token);
        }
        catch (Exception exception) when (exception is AiGatewayException or OperationCanceledException)
        {
            FailedSteps++;
            Note(exception is AiGatewayException ? exception.Message : $"Given up after {StepLimit.TotalSeconds:0} seconds.");
            if (exception is AiGatewayException { Result: { } result })
            {
                Result(result);
            }
        }
    }

    public static void Note(string text) => AnsiConsole.Write(new Text(text + Environment.NewLine, new Style(Color.Grey)));

    public static void Answer(string text) => AnsiConsole.Write(new Text(text + Environment.NewLine));

    public static void Result(GatewayResult result)
    {
        var table = new Table { Border = TableBorder.Rounded }.HideHeaders().AddColumns("", "");
        Row(table, "Outcome", result.Outcome.ToString());
        Row(table, "Route", result.Route);
        Row(table, "Answered by", result.Outcome is GatewayOutcome.Succeeded ? $"{result.Model} at {result.Provider}" : "nobody");
        foreach (var attempt in result.Attempts)
        {
            Row(table, "Attempt", attempt.ToString());
        }

        if (result.Attempts is [.., { TimeToFirstToken: { } first }])
        {
            Row(table, "First token", $"after {first.TotalMilliseconds:0} ms");
        }

        Row(table, "Duration", $"{result.Duration.TotalMilliseconds:0} ms");
        Row(table, "Tokens", result.Usage is { } usage ? $"{usage.InputTokenCount} in, {usage.OutputTokenCount} out" : "not reported");
        Row(table, "Configuration", result.ConfigurationVersion);
        Row(table, "Request", result.RequestId);
        AnsiConsole.Write(table);
    }

    private static void Row(Table table, string name, string value) => table.AddRow(new Text(name, new Style(Color.Grey)), new Text(value));
}
