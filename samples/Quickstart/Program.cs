using AiGateway.Client;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Quickstart;

const string Question = "What does an AI gateway do? One sentence.";

// appsettings.json, and over it appsettings.<VARIABLE>.json for every such environment variable that is set.
var layers = SettingsFile.FindLayers(AppContext.BaseDirectory);
var builder = new ConfigurationBuilder().SetBasePath(AppContext.BaseDirectory);
foreach (var layer in layers)
{
    builder.AddJsonFile(layer, optional: false, reloadOnChange: true);
}

var configuration = builder.AddEnvironmentVariables().Build();

// Provider types are registered once; which of them is used, and for what, is decided by the configuration.
await using var services = new ServiceCollection()
    .AddAiGateway(configuration.GetSection("AiGateway"))
    .AddOpenAI()
    .AddAnthropic()
    .AddOllama()
    .AddSimulated()
    .Services.BuildServiceProvider();
var gateway = services.GetRequiredService<IAiGateway>();
var chat = services.GetRequiredService<IChatClient>();
var resilient = services.GetRequiredKeyedService<IChatClient>("resilient");
using var settings = new SettingsFile(layers[^1]);
Output.Intro(layers, gateway);

await Output.StepAsync("One plain answer", async deadline =>
{
    var response = await chat.GetResponseAsync(Question, cancellationToken: deadline);
    Output.Answer(response.Text);
    Output.Result(response.GetGatewayResult());
});

await Output.StepAsync("One streamed answer", async deadline =>
{
    await foreach (var update in chat.GetStreamingResponseAsync(Question, cancellationToken: deadline))
    {
        Console.Write(update.Text);
        if (update.GetGatewayResult() is { } result)
        {
            // Only the last update carries it.
            Console.WriteLine();
            Output.Result(result);
        }
    }
});

await Output.StepAsync("Another provider, by editing the file while this runs", async deadline =>
{
    var before = gateway.ConfigurationVersion;
    settings.Set("AiGateway:Routes:chat:Targets:main", """{ "Provider": "beta", "Model": "beta-1" }""");
    while (gateway.ConfigurationVersion == before)
    {
        await Task.Delay(50, deadline);
    }

    var response = await chat.GetResponseAsync(Question, cancellationToken: deadline);
    Output.Answer(response.Text);
    Output.Result(response.GetGatewayResult());
});

await Output.StepAsync("A failing provider, and the next one answers", async deadline =>
{
    var response = await resilient.GetResponseAsync(Question, cancellationToken: deadline);
    Output.Answer(response.Text);
    Output.Result(response.GetGatewayResult());
});

return Output.FailedSteps == 0 ? 0 : 1;
