using AiGateway.Client;
using AiGateway.Client.Context;
using AiGateway.Client.Pipeline;
using Contoso.Ai;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

const string Question = "Write to ann@example.com that the order has left.";

Console.WriteLine("1. The application as it is");
await AskAsync();
Console.WriteLine("2. With tighter settings of its own");
await AskAsync("appsettings.Tighter.json");
Console.WriteLine("3. With looser settings");
return await RefusedAsync("appsettings.Looser.json") ? 0 : 1;

static async Task AskAsync(params string[] layers)
{
    await using var services = Create(layers);
    var options = new GatewayChatOptions { Caller = new() { Tenant = "sales", User = "u1", Application = "orders" } };
    var plan = await services.GetRequiredService<IAiGateway>().ExplainAsync([new ChatMessage(ChatRole.User, Question)], options);
    Console.WriteLine($"   Policies   {string.Join(", ", plan.Policies.Select(policy => policy.Name))}");
    Console.WriteLine($"   Tokens     {plan.EstimatedOutputTokens} of output at most");
    Console.WriteLine($"   Budget     {plan.Limits.Single(limit => limit.Name == "tenant-month").Limit:0} USD");
    var answer = await services.GetRequiredService<IChatClient>().GetResponseAsync(Question, options);
    Console.WriteLine($"   Answer     {answer.Text}");
    Console.WriteLine($"   Redacted   {string.Join(", ", answer.GetGatewayResult().Redactions.Select(entity => $"{entity.Value} {entity.Key}"))}");
}

static async Task<bool> RefusedAsync(string layer)
{
    await using var services = Create(layer);
    try
    {
        services.GetRequiredService<IAiGateway>();
        return false;
    }
    catch (OptionsValidationException refused)
    {
        Console.WriteLine($"   {string.Join($"{Environment.NewLine}   ", refused.Failures)}");
        return true;
    }
}

static ServiceProvider Create(params string[] layers)
{
    var builder = new ConfigurationBuilder().SetBasePath(AppContext.BaseDirectory).AddJsonFile("appsettings.json");
    foreach (var layer in layers)
    {
        builder.AddJsonFile(layer);
    }

    return new ServiceCollection().AddContosoAi(builder.Build()).AddSimulated().Services.BuildServiceProvider();
}
