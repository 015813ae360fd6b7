using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Tests.Telemetry;

/// <summary>Answers with everything that it is sent, or fails and quotes it.</summary>
internal sealed class EchoClient : IChatClient
{
    public string? FailsWith { get; init; }

    /// <summary>Gets a value indicating whether it fails in the middle of a stream.</summary>
    public bool FailsLate { get; init; }

    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        FailsWith is null ? Task.FromResult(Echo(messages)) : throw Failure(FailsWith);

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await Task.Yield();
        if (FailsWith is not null && !FailsLate)
        {
            throw Failure(FailsWith);
        }

        var echo = Echo(messages);
        foreach (var update in echo.ToChatResponseUpdates())
        {
            yield return update;
        }

        if (FailsWith is not null)
        {
            throw Failure(FailsWith);
        }
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
    }

    private static ChatResponse Echo(IEnumerable<ChatMessage> messages)
    {
        var message = messages.Last().Clone();
        message.Role = ChatRole.Assistant;
        message.Contents = [new TextContent("echo "), .. message.Contents];
        return new ChatResponse(message)
        {
            FinishReason = ChatFinishReason.Stop,
            Usage = new UsageDetails { InputTokenCount = 5, OutputTokenCount = 2 },
            AdditionalProperties = new() { ["echo"] = message.Text },
        };
    }

    private static InvalidDataException Failure(string text)
    {
        var failure = new InvalidDataException($"cannot take '{text}'", new IOException(text));
        failure.Data[text] = text;
        return failure;
    }
}
