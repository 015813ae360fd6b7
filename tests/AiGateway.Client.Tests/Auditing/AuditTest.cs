using AiGateway.Client.Auditing.Keys;
using AiGateway.Client.Auditing.Writing;
using AiGateway.Client.Context;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace AiGateway.Client.Tests.Auditing;

/// <summary>A gateway whose records go to memory, over a provider that is made by the test.</summary>
internal sealed class AuditTest : IAsyncDisposable
{
    public const string Key = "an audit key for tests only";
    public const string Email = "alice@example.org";

    public AuditTest(string auditing = "", string rest = "", Action<IAiGatewayBuilder>? configure = null, FakeChatClient? provider = null) => Gateway = new TestGateway(
        Json(auditing, rest), builder =>
        {
            builder.AddProvider("Fake", (_, _) => provider ?? Echo()).AddAuditSink(Sink);
            configure?.Invoke(builder);
        });

    public MemoryAuditSink Sink { get; } = new();

    public TestGateway Gateway { get; }

    public AuditTrails Trails => Gateway.Services.GetRequiredService<AuditTrails>();

    public static string Json(string auditing = "", string rest = "") => $$"""
        { "AiGateway": {
            "DefaultRoute": "chat",
            "Providers": {
                "fake": { "Type": "Fake" }, "sim": { "Type": "Simulated", "Answer": "Hello {{Email}}, nice to meet you." },
                "down": { "Type": "Simulated", "Faults": { "all": { "Kind": "Status", "Status": 503 } } },
                "silent": { "Type": "Simulated", "Faults": { "all": { "Kind": "Stall", "AfterChunks": 1 } } } },
            "Routes": {
                "chat": { "Targets": { "main": { "Provider": "fake", "Model": "model-a" } } },
                "sim": { "Targets": { "main": { "Provider": "sim", "Model": "model-s" } } },
                "silent": { "Targets": { "main": { "Provider": "silent", "Model": "model-q" } } },
                "broken": { "Retry": { "MaxRetries": 0 }, "Targets": {
                    "main": { "Provider": "down", "Model": "model-b" }, "backup": { "Provider": "down", "Model": "model-c", "Priority": 1 } } } },
            "Redaction": { "Key": "a redaction key for tests only", "Entities": { "EMAIL_ADDRESS": "Pseudonymize" } },
            "Auditing": { {{auditing}} }
            {{rest}} } }
        """;

    public static async ValueTask<AuditKey> KeyOfAsync(string? tenant = "acme") =>
        (await new DerivedAuditKeys(System.Text.Encoding.UTF8.GetBytes(Key)).GetKeyAsync(tenant, default))!;

    /// <summary>A provider that says what it was sent, in pieces of three characters.</summary>
    public static FakeChatClient Echo() => new()
    {
        OnResponse = (messages, _, _) => Task.FromResult(FakeChatClient.Answer(messages.Last().Text)),
        OnStream = (messages, _, _) => FakeChatClient.Stream([.. messages.Last().Text.Chunk(3).Select(piece => FakeChatClient.Text(new string(piece))), FakeChatClient.Finish()]),
    };

    public static GatewayChatOptions By(string? user = "u1", string? route = null) => new()
    {
        Route = route,
        Caller = new GatewayCaller { Tenant = "acme", User = user, Application = "desk" },
    };

    public Task<ChatResponse> AskAsync(string text, bool streamed, GatewayChatOptions? options = null, CancellationToken cancellationToken = default) =>
        AskAsync([new ChatMessage(ChatRole.User, text)], streamed, options, cancellationToken);

    public Task<ChatResponse> AskAsync(IEnumerable<ChatMessage> messages, bool streamed, ChatOptions? options = null, CancellationToken cancellationToken = default) => streamed
        ? Gateway.Client.GetStreamingResponseAsync(messages, options ?? By(), cancellationToken).ToChatResponseAsync(CancellationToken.None)
        : Gateway.Client.GetResponseAsync(messages, options ?? By(), cancellationToken);

    /// <summary>Waits until the records are written, and returns them.</summary>
    public async Task<IReadOnlyList<Client.Auditing.AuditRecord>> RecordsAsync()
    {
        await Trails.FlushAsync(CancellationToken.None);
        return Sink.Records;
    }

    public ValueTask DisposeAsync() => Gateway.DisposeAsync();
}
