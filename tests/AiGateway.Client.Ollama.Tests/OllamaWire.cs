namespace AiGateway.Client.Tests;

/// <summary>Answers in the shape of Ollama's chat API.</summary>
internal static class OllamaWire
{
    public const string JsonLines = "application/x-ndjson";

    public const string Chunk = """{"model":"m","created_at":"2026-03-01T12:00:00Z","message":{"role":"assistant","content":"hello"},"done":false}""" + "\n";

    public static StubHttp Answer(bool streamed, string end = "\"done_reason\":\"stop\",\"prompt_eval_count\":3,\"eval_count\":2") => streamed
        ? new StubHttp(Chunk + Done("", end), JsonLines)
        : new StubHttp(Done("hello", end));

    public static StubHttp Error(int status, string message, params (string Name, string Value)[] headers) =>
        new("{\"error\":\"" + message + "\"}", "application/json", status, headers);

    private static string Done(string text, string end) =>
        "{\"model\":\"m\",\"created_at\":\"2026-03-01T12:00:00Z\",\"message\":{\"role\":\"assistant\",\"content\":\"" + text + "\"},\"done\":true"
        + (end.Length == 0 ? "" : "," + end) + "}\n";
}
