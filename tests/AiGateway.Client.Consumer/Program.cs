// An application outside the repository, on the packages as users get them.
using AiGateway.Client.Testing;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

await using var services = new ServiceCollection().AddAiGateway(options =>
{
    options.Providers["simulated"] = new SimulatedProviderOptions { Type = "Simulated", Answer = "From the packages." };
    options.Routes["chat"] = new() { Targets = { ["main"] = new() { Provider = "simulated", Model = "m" } } };
}).AddSimulated().AddOpenAI().Services.BuildServiceProvider();

var response = await services.GetRequiredService<IChatClient>().GetResponseAsync("Hi");
response.GetGatewayResult().ShouldHaveSucceeded().ShouldBeAnsweredBy("main");
Console.WriteLine(response.Text);
