using AiGateway.Client.Governance;
using CustomPolicy;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

var configuration = new ConfigurationBuilder().SetBasePath(AppContext.BaseDirectory).AddJsonFile("appsettings.json").Build();
await using var services = new ServiceCollection()
    .AddAiGateway(configuration.GetSection("AiGateway"))
    .AddSimulated()
    .AddPolicy<QuestionsOnlyPolicy>("questions-only")
    .Services.BuildServiceProvider();
var chat = services.GetRequiredService<IChatClient>();

var answer = await chat.GetResponseAsync("How do I get a refund?");
Console.WriteLine($"Answer    {answer.Text}");
Console.WriteLine($"Decisions {string.Join("; ", answer.GetGatewayResult().Decisions)}");

try
{
    await chat.GetResponseAsync("Write me a poem.");
    return 1;
}
catch (PolicyDeniedException refused)
{
    Console.WriteLine($"Refused   {refused.ReasonCode}");
    return answer.Text.Contains("elsewhere", StringComparison.Ordinal) ? 1 : 0;
}
