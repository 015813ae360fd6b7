using System.Collections.Concurrent;
using System.Text.Json;
using AiGateway.Client.Pipeline;
using AiGateway.Client.Testing;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

// A number that card networks publish for tests.
var card = string.Join(' ', "4111", "1111", "1111", "1111");
var question = $"Charge 20 EUR to my card {card} and send the receipt to alice@example.org.";

var configuration = new ConfigurationBuilder().SetBasePath(AppContext.BaseDirectory).AddJsonFile("appsettings.json").Build();
var seenByProvider = new ConcurrentQueue<RecordedCall>();
await using var services = new ServiceCollection()
    .AddAiGateway(configuration.GetSection("AiGateway"))
    .AddSimulated()
    .AddDecorator(GatewayStage.Attempt, (inner, _) => new RecordingChatClient(inner, seenByProvider))

    // Outside the gateway's stages: each turn of the tool loop is a request of its own, and tools get what redaction has restored.
    .AddDecorator(GatewayStage.Outer, (inner, _) => new FunctionInvokingChatClient(inner))
    .Services.BuildServiceProvider();
var chat = services.GetRequiredService<IChatClient>();

var chargeCard = AIFunctionFactory.Create(
    (string email, string card) =>
    {
        Console.WriteLine($"The tool got      {email}, {card}");
        return $"Charged {card}, receipt sent to {email}.";
    },
    "charge_card", "Charges a card and sends the receipt.");

Console.WriteLine($"The user wrote    {question}");
var answer = await chat.GetResponseAsync(question, new ChatOptions { Tools = [chargeCard] });
Console.WriteLine($"The user got      {answer.Text}");

foreach (var (call, turn) in seenByProvider.Select((call, turn) => (call, turn + 1)))
{
    Console.WriteLine($"The provider saw, in turn {turn}:");
    foreach (var content in call.Messages.SelectMany(message => message.Contents))
    {
        Console.WriteLine($"                  {Describe(content)}");
    }
}

var counts = answer.GetGatewayResult().Redactions.Select(entity => $"{entity.Value} x {entity.Key}");
Console.WriteLine($"Redacted, turn 2  {string.Join(", ", counts)}");
return seenByProvider.Any(call => JsonSerializer.Serialize(call.Messages, AIJsonUtilities.DefaultOptions) is var sent
    && (sent.Contains(card, StringComparison.Ordinal) || sent.Contains("alice@example.org", StringComparison.Ordinal))) ? 1 : 0;

static string Describe(AIContent content) => content switch
{
    FunctionCallContent call => $"call {call.Name}({string.Join(", ", call.Arguments!.Values)})",
    FunctionResultContent result => $"result {result.Result}",
    _ => content.ToString()!,
};
