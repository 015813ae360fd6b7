// What users do with the gateway, as a native executable: ends with 0 when every check holds.
using System.Text;
using AiGateway.Client;
using AiGateway.Client.AotApp;
using AiGateway.Client.Context;
using AiGateway.Client.Testing;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

const string Settings = """
    { "AiGateway": {
        "DefaultRoute": "chat",
        "ReloadDelay": "00:00:00",
        "Redaction": {
          "Key": "a key for checks, of no use elsewhere",
          "Terms": { "names": { "Values": { "c-1": "Zoe Quill" } } },
          "Patterns": { "badge": { "Entity": "EMPLOYEE", "Pattern": "E-[0-9]{5}" } },
          "Entities": { "EMPLOYEE": "Mask" } },
        "Providers": {
          "broken":    { "Type": "Simulated", "Faults": { "down": { "Kind": "Status", "Status": 503 } } },
          "simulated": { "Type": "Simulated", "Answer": "native" },
          "calling":   { "Type": "Calling" },
          "openai":    { "Type": "OpenAI", "ApiKey": "from-settings" } },
        "Routes": {
          "chat": { "Policy": "Weighted", "StreamRecovery": "Resume", "Retry": { "MaxRetries": 0 }, "Timeouts": { "FirstToken": "00:00:10" }, "Targets": {
            "main":   { "Provider": "broken", "Model": "m" },
            "backup": { "Provider": "simulated", "Model": "m", "Priority": 1 } } },
          "agent": { "Targets": { "main": { "Provider": "calling", "Model": "m" } } },
          "wire": { "Targets": { "main": { "Provider": "openai", "Model": "gpt-5-mini" } } } } } }
    """;

using var http = new HttpClient(new CannedOpenAI());
using var calling = new CallingClient();
await using var services = Build(Settings);
var gateway = services.GetRequiredService<IAiGateway>();

var plan = await gateway.ExplainAsync([new ChatMessage(ChatRole.User, "Hi")]);
Check("explained", plan.Route == "chat" && plan.ToString().Contains("backup", StringComparison.Ordinal));

var plain = await services.GetRequiredService<IChatClient>().GetResponseAsync("Hi");
Check("plain", plain.Text == "native");
plain.GetGatewayResult().ShouldHaveSucceeded().ShouldBeAnsweredBy("backup").ShouldHaveAttempts(2);

var streamed = await gateway.GetChatClient("chat").GetStreamingResponseAsync("Hi").ToChatResponseAsync();
Check("streamed", streamed.Text == "native" && streamed.GetGatewayResult().Outcome == GatewayOutcome.Succeeded);

var wire = services.GetRequiredKeyedService<IChatClient>("wire");
var overWire = await wire.GetResponseAsync("Hi");
Check("OpenAI, plain", overWire.Text == "over the wire" && overWire.GetGatewayResult().Usage?.InputTokenCount == 3);
var overWireStreamed = await wire.GetStreamingResponseAsync("Hi").ToChatResponseAsync();
Check("OpenAI, streamed", overWireStreamed.Text == "over the wire" && overWireStreamed.GetGatewayResult().Usage?.OutputTokenCount == 2);

const string Sensitive = "Zoe Quill, joe@example.org, 203.0.113.9, E-12345";
const string Restored = "Zoe Quill, joe@example.org, 203.0.113.9, *-*****";
var send = new SendFunction();
foreach (var isStreamed in new[] { false, true })
{
    using var agent = new ChatClientBuilder(gateway.GetChatClient("agent")).UseFunctionInvocation().Build();
    var options = new ChatOptions { Tools = [send] };
    var answer = isStreamed
        ? await agent.GetStreamingResponseAsync(Sensitive, options).ToChatResponseAsync()
        : await agent.GetResponseAsync(Sensitive, options);
    Check($"redaction, streamed {isStreamed}: the user got the values", answer.Text == $"Done: sent to {Restored}");
    Check($"redaction, streamed {isStreamed}: the tool got the values", send.Got[^1] == Restored);
    Check($"redaction, streamed {isStreamed}: the provider got pseudonyms", calling.Seen.Count == (isStreamed ? 4 : 2) && calling.Seen.All(IsRedacted));
}

await using var wrong = Build(Settings.Replace("\"Simulated\", \"Answer\"", "\"Simulatd\", \"Answer\"", StringComparison.Ordinal));
try
{
    wrong.GetRequiredService<IAiGateway>();
    Check("errors", false);
}
catch (OptionsValidationException exception)
{
    Check("errors", exception.Message.Contains("Did you mean 'Simulated'?", StringComparison.Ordinal));
}

Console.WriteLine("Every check holds.");
return 0;

ServiceProvider Build(string json)
{
    var configuration = new ConfigurationBuilder().AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(json))).Build();
    return new ServiceCollection().AddAiGateway(configuration.GetSection("AiGateway")).AddSimulated().AddOpenAI().AddProvider("Calling", (_, _) => calling)
        .Configure(options => options.Providers["openai"].HttpClient = http).Services.BuildServiceProvider();
}

static bool IsRedacted(string text) =>
    text.Contains("[PERSON_", StringComparison.Ordinal) && text.Contains("[EMAIL_ADDRESS_", StringComparison.Ordinal) && text.Contains("[IP_ADDRESS_", StringComparison.Ordinal)
    && text.EndsWith("*-*****", StringComparison.Ordinal) && !text.Contains("joe", StringComparison.Ordinal);

static void Check(string what, bool holds)
{
    Console.WriteLine($"{(holds ? "ok    " : "FAILED")} {what}");
    if (!holds)
    {
        Environment.Exit(1);
    }
}
