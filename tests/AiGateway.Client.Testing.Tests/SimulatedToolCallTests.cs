using Microsoft.Extensions.AI;

namespace AiGateway.Client.Testing.Tests;

/// <summary>The simulated provider as a model that calls tools.</summary>
public sealed class SimulatedToolCallTests
{
    private static readonly AITool Offered = AIFunctionFactory.Create((string number) => $"twice {number}", "double_it");

    [Test]
    public async Task ToolCalls_AroundFunctionInvocation_CallAndThenAnswer([Values] bool streamed)
    {
        using var client = new ChatClientBuilder(Client()).UseFunctionInvocation().Build();
        var options = new ChatOptions { Tools = [Offered] };
        var response = streamed
            ? await client.GetStreamingResponseAsync("Double 21.", options).ToChatResponseAsync()
            : await client.GetResponseAsync("Double 21.", options);
        Assert.That(response.Text, Is.EqualTo("It is twice 21."));
        Assert.That(response.FinishReason, Is.EqualTo(ChatFinishReason.Stop));
    }

    [Test]
    public async Task ToolCalls_OnTheirOwn_AreContentsWithTheirFinishReason([Values] bool streamed)
    {
        using var client = Client();
        var options = new ChatOptions { Tools = [Offered] };
        var response = streamed
            ? await client.GetStreamingResponseAsync("Double 21.", options).ToChatResponseAsync()
            : await client.GetResponseAsync("Double 21.", options);
        var call = response.Messages.Single().Contents.OfType<FunctionCallContent>().Single();
        Assert.That((call.Name, call.Arguments!["number"]), Is.EqualTo(("double_it", "21")));
        Assert.That(response.FinishReason, Is.EqualTo(ChatFinishReason.ToolCalls));
    }

    [Test]
    public async Task ToolCalls_ToolIsNotOffered_Answers([Values] bool streamed)
    {
        using var client = Client();
        var response = streamed ? await client.GetStreamingResponseAsync("Double 21.").ToChatResponseAsync() : await client.GetResponseAsync("Double 21.");
        Assert.That(response.Text, Is.EqualTo("It is ."));
    }

    private static IChatClient Client()
    {
        var options = Simulated.Options();
        options.Answer = "It is {result}.";
        options.ToolCalls["double_it"] = new SimulatedToolCallOptions { Arguments = { ["number"] = @"\d+" } };
        return new Simulated().Client(options, "m");
    }
}
